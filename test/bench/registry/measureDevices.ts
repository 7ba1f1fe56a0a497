import type { Measurement } from '../figure.ts';
import type { BenchedHub } from '../localHub/benchedHub.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import { everyDevice } from './measureQueries.ts';
import type { QueryClient } from './queryClient.ts';
import type { TwinLoad } from './twinLoad.ts';

const connections = 500;
const readers = 4;
const turn = { settleMs: 1000, measureMs: 5000 } as const;

/** Reads every twin whole, as SQLite can leave out none, and gives no row. */
const longQuery = `${everyDevice} WHERE tags.floor > 1000`;
const countQuery = 'SELECT tags.floor AS floor, COUNT() AS n FROM devices GROUP BY tags.floor';

/** What devices get from the hub while services run long queries, one after the other. */
export async function measureDevices(
  hub: BenchedHub,
  client: QueryClient,
  progress: Progress,
): Promise<readonly Measurement[]> {
  await using load = startWorker<TwinLoad>(new URL('twinLoad.ts', import.meta.url));
  const { target } = hub;
  const read = { target, devices: hub.devices(readers), ...turn };
  const patch = { target, devices: hub.devices(connections), ...turn };

  progress('Reading twins without a query…');
  const alone = await load.ask('read', read);
  progress('Reading twins during a long query…');
  const during = await meanwhile(client, longQuery, () => load.ask('read', read));
  progress('Patching reported properties without a query…');
  const patchesAlone = await load.ask('patch', patch);
  progress('Patching reported properties during queries…');
  const patches = await meanwhile(client, countQuery, () => load.ask('patch', patch));

  const withoutQuery = 'the same without a query';
  return [
    {
      figure: `reported patches over MQTT during queries, ${connections} connections`,
      value: patches,
      unit: 'patches/s',
      goal: 10_000,
      peer: { name: withoutQuery, value: patchesAlone },
    },
    {
      figure: 'p99 of a twin read over MQTT during a long query',
      value: during,
      unit: 'ms',
      lessIsBetter: true,
      goal: 50,
      peer: { name: withoutQuery, value: alone },
    },
  ];
}

/** Runs the query again and again until `work` is done. */
async function meanwhile<T>(client: QueryClient, query: string, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const asking = (async () => {
    while (!done.signal.aborted) await client.page(query);
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await asking;
  }
}
