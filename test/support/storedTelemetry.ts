import type { StoredTelemetry } from '../../src/localHub/store/telemetryLog.ts';
import { TelemetryLog } from '../../src/localHub/store/telemetryLog.ts';
import { Store } from '../../src/localHub/store/store.ts';

/** All messages in the store of a hub that does not run. */
export async function storedTelemetry(storeFile: string): Promise<readonly StoredTelemetry[]> {
  const store = await Store.open(storeFile);
  try {
    return [...new TelemetryLog(store, Date.now).from(1)].flat();
  } finally {
    store.close();
  }
}
