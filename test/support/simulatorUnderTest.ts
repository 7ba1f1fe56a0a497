import { join } from 'node:path';
import type { SimulatedDevice } from '../../src/protocol/simulatorProcess.ts';
import type { SimulationSettings } from '../../src/protocol/simulatorRun.ts';
import type { LocalHub } from './localHub.ts';
import { projectFolder } from './projectFolder.ts';
import { WatchedSimulator } from './watchedSimulator.ts';

export const simulatorScript = join(projectFolder, 'dist', 'simulator.js');

/** A simulator process for tests of the wire, driven as the extension does. */
export class SimulatorUnderTest extends WatchedSimulator {
  static async start(settings: Partial<SimulationSettings> = {}): Promise<SimulatorUnderTest> {
    const simulator = new SimulatorUnderTest(simulatorScript);
    await simulator.configure(settings);
    return simulator;
  }

  /** Creates devices in the hub and simulates them. Resolves when they are connected. */
  async simulate(hub: LocalHub, ...deviceIds: readonly string[]): Promise<readonly SimulatedDevice[]> {
    const devices = await Promise.all(
      deviceIds.map(async deviceId => ({ deviceId, connectionString: await hub.createDevice(deviceId) })),
    );
    await this.process.ask('add', { devices, ca: hub.ca });
    await this.connected(...deviceIds);
    return devices;
  }
}
