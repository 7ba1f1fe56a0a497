import { onTestFinished } from 'vitest';
import { IotHub } from '../../../../src/localHub/iotHub/iotHub.ts';
import type { Log } from '../../../../src/localHub/log.ts';
import { DeviceProvisioning } from '../../../../src/localHub/provisioning/deviceProvisioning.ts';
import type { LocalHubOfProcess } from '../../../../src/localHub/provisioning/linkedHubs.ts';
import { provisioningSteps } from '../../../../src/localHub/store/provisioningSteps.ts';
import { Store } from '../../../../src/localHub/store/store.ts';
import { startBlobWorker } from '../iotHub/openHub.ts';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface OpenFamily {
  readonly service: DeviceProvisioning;
  readonly hubs: readonly LocalHubOfProcess[];
  /** Lets go of all that is open, as the end of the process does: nothing is finished. */
  abandon(): void;
}

/**
 * Hubs "east" and "west" with a provisioning service for both.
 * @param fileOf where each of them keeps its state.
 */
export async function openFamily(fileOf: (name: string) => string = () => ':memory:'): Promise<OpenFamily> {
  const hubs = await Promise.all(
    ['east', 'west'].map(async (name, index) => ({
      name,
      hub: new IotHub({ name, store: await Store.open(fileOf(name)), startBlobWorker }),
      address: { hostName: `localhost:${21_000 + index}` },
    })),
  );
  const store = await Store.open(fileOf('dps'), provisioningSteps);
  const service = new DeviceProvisioning({ name: 'contoso', store, hubs: () => hubs, log: quiet });
  let isOpen = true;
  const abandon = () => {
    if (!isOpen) return;
    isOpen = false;
    service.close();
    store.close();
    for (const { hub } of hubs) {
      hub.close();
      hub.store.close();
    }
  };
  onTestFinished(abandon);
  return { service, hubs, abandon };
}
