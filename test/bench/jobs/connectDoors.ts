import type { SdkDevices } from '../localHub/sdkDevices.ts';
import { startWorker } from '../worker.ts';
import type { Progress } from '../run.ts';
import { method } from './method.ts';

const processCount = 2;
/** Few: two processes that connect share two cores with two servers. */
const inFlight = 10;

/** Where all devices connect, each with its connection string. */
interface Place {
  readonly ca: string;
  readonly connectionStrings: readonly string[];
}

/** Devices of the official SDK in two processes, each connected to every place and listening to the method. */
export async function connectDoors(count: number, places: readonly Place[], progress: Progress) {
  await using opened = new AsyncDisposableStack();
  const size = Math.ceil(count / processCount);
  await Promise.all(
    Array.from({ length: processCount }, async (_, index) => {
      const devices = opened.use(startWorker<SdkDevices>(new URL('../localHub/sdkDevices.ts', import.meta.url)));
      for (const { ca, connectionStrings } of places) {
        const own = connectionStrings.slice(index * size, (index + 1) * size);
        const { seconds } = await devices.ask('connect', { ca, connectionStrings: own, inFlight, method });
        progress(`${own.length} devices are connected after ${Math.round(seconds)} s`);
      }
    }),
  );
  const deviceIds = Array.from({ length: count }, (_, index) => `device-${index}`);
  const resources = opened.move();
  return { deviceIds, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
