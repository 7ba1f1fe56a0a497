import type { Page, PageRequest } from '../../domain/page.ts';
import type { PickableDevice } from '../../protocol/simulatorPage.ts';
import type { SimulatedDevice } from '../../protocol/simulatorProcess.ts';
import type { DeviceRow } from '../../protocol/simulatorRun.ts';

/** A device with what it connects with, or the reason why it cannot be simulated. */
export type SimulatorDevice = SimulatedDevice | { readonly deviceId: string; readonly problem: string };

/** What looks up the secrets of devices. */
export interface OpenSource {
  /** The authority to trust, PEM. */
  readonly ca?: string;
  devices(deviceIds: readonly string[], signal: AbortSignal): Promise<readonly SimulatorDevice[]>;
}

/** Where the devices of a page "Simulate Devices" come from: a hub, or an enrollment of a provisioning service. */
export interface SimulationSource {
  /** Stays the same over a reload of the window. */
  readonly id: string;
  readonly name: string;
  /** Its devices ask a provisioning service for their hub. */
  readonly provisioned: boolean;
  list(idPrefix: string, page: PageRequest): Promise<Page<PickableDevice>>;
  /** @throws HubError */
  open(): Promise<OpenSource>;
  /** The id of the hub in the list to which a device connects; nothing if it is none of the list. */
  hubIdOf(row: DeviceRow): string | undefined;
  /** Names of hubs by their host names in lower case: what rows call them by. */
  hubNames(): Promise<Readonly<Record<string, string>>>;
}
