import { join } from 'node:path';
import { temporaryFolder } from '../../support/localHub.ts';
import { type Figure, type Measurement, toFigure } from '../figure.ts';
import { BenchedHub } from '../localHub/benchedHub.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import { fillStore } from './fillStore.ts';
import { deviceCount, deviceIdOf, deviceKey } from './generatedDevices.ts';
import { measureDevices } from './measureDevices.ts';
import { measureQueries } from './measureQueries.ts';
import { measureRollout } from './measureRollout.ts';
import { watchMemory } from './watchMemory.ts';
import type { PlainTable } from './plainTable.ts';
import { QueryClient } from './queryClient.ts';

/** The devices that connect lie all over the registry. */
const connecting = 500;

/** What a hub with a million devices does: limits of the hub's design rather than of its machine. */
export async function registryBench(progress: Progress): Promise<readonly Figure[]> {
  const count = deviceCount.toLocaleString('en-US');
  progress(`Generating ${count} devices…`);
  await using folder = await temporaryFolder();
  await using plain = startWorker<PlainTable>(new URL('plainTable.ts', import.meta.url));
  await using hub = await BenchedHub.start(async storeFile => {
    await Promise.all([
      fillStore(storeFile),
      plain.ask('fill', { file: join(folder.path, 'plain.db'), count: deviceCount }),
    ]);
  });
  hub.adoptDevices(spread(connecting).map(index => [deviceIdOf(index), deviceKey]));
  using client = new QueryClient(hub);
  using memory = watchMemory(hub);

  const measurements: readonly Measurement[] = [
    { figure: `start with ${count} devices`, value: hub.startMs, unit: 'ms', lessIsBetter: true, goal: 2000 },
    ...(await measureQueries(client, plain, progress)),
    ...(await measureDevices(hub, client, progress)),
    ...(await measureRollout(hub, client, progress)),
  ];
  const mostMb = { figure: 'memory, the most at any time', value: memory.mostMb, unit: 'MB', lessIsBetter: true };
  return [...measurements, { ...mostMb, goal: 400 }].map(measurement => toFigure('registry', measurement));
}

function spread(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index * deviceCount) / count));
}
