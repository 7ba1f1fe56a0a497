import type { MessageTemplate } from '../domain/messageTemplate/messageTemplate.ts';
import type { DeviceRow, LogLine, SimulationSettings } from '../protocol/simulatorRun.ts';
import type { Gate } from './gate.ts';

/** What the devices of one simulation share. */
export interface Surroundings {
  /** As they are now: they can change while devices run. */
  readonly settings: SimulationSettings;
  readonly template: MessageTemplate;
  /** How many devices may be on their way to a connection at once. */
  readonly connecting: Gate;
  readonly random: () => number;
  rowChanged(row: DeviceRow): void;
  messageSent(): void;
  methodCalled(): void;
  log(line: LogLine): void;
}

/** How the parts of one device show what it does. */
export interface DeviceRecord {
  readonly row: DeviceRow;
  change(change: Partial<DeviceRow>): void;
  log(kind: LogLine['kind'], text: string): void;
}
