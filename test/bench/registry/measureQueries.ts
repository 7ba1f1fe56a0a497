import type { Measurement } from '../figure.ts';
import { median } from '../median.ts';
import type { Progress } from '../run.ts';
import type { Worker } from '../worker.ts';
import { deviceCount, deviceIdOf } from './generatedDevices.ts';
import type { PlainTable } from './plainTable.ts';
import type { QueryClient } from './queryClient.ts';

const times = 5;
const farPage = 900_000;
/** The most that a page has. */
const longPage = 1000;

export const everyDevice = 'SELECT * FROM devices';
const selective = "SELECT * FROM devices WHERE tags.batch = 'batch-437'";
const grouped = 'SELECT tags.site AS site, COUNT() AS n FROM devices GROUP BY tags.site';

/** How long queries take, over REST with TLS, and the same in process on a plain table of SQLite. */
export async function measureQueries(
  client: QueryClient,
  plain: Worker<PlainTable>,
  progress: Progress,
): Promise<readonly Measurement[]> {
  const compare = async (figure: string, goal: number, ask: () => Promise<number>, peer: PeerQuery) => {
    progress(`Measuring: ${figure}…`);
    const values: number[] = [];
    const peerValues: number[] = [];
    // In turn: a machine that is slower for a moment is so for both.
    for (let count = 0; count < times; count++) {
      values.push(await ask());
      peerValues.push(await plain.ask('ask', { parameters: [], ...peer, times: 1 }));
    }
    const measured = { figure, value: median(values), unit: 'ms', lessIsBetter: true, goal };
    const name = 'plain node:sqlite, in process';
    return { ...measured, peer: { name, value: median(peerValues), valueAtGoals: peer.msAtGoals } };
  };
  const ofBatch = "FROM devices WHERE tags ->> '$.batch' = 'batch-437'";
  const after = await farToken(client, progress);

  return [
    await compare('first page of 100', 20, async () => (await client.page(everyDevice)).ms, {
      sql: 'SELECT * FROM devices ORDER BY deviceId LIMIT 100',
    }),
    await compare('page after the 900,000th', 20, async () => (await client.page(everyDevice, { after })).ms, {
      sql: 'SELECT * FROM devices WHERE deviceId > ? ORDER BY deviceId LIMIT 100',
      parameters: [deviceIdOf(farPage - 1)],
    }),
    await compare('first 100 with a tag that 1 in 1,000 has', 150, async () => (await client.page(selective)).ms, {
      sql: `SELECT * ${ofBatch} ORDER BY deviceId LIMIT 100`,
      msAtGoals: 32,
    }),
    await compare('all 1,000 of them', 600, () => timeOfAll(client, selective, deviceCount / 1000), {
      sql: `SELECT * ${ofBatch} ORDER BY deviceId`,
      msAtGoals: 300,
    }),
    await compare('COUNT() grouped by a tag', 1200, () => timeOfAll(client, grouped, 20), {
      sql: "SELECT tags ->> '$.site' AS site, count(*) AS n FROM devices GROUP BY site",
      msAtGoals: 550,
    }),
  ];
}

interface PeerQuery {
  readonly sql: string;
  readonly parameters?: readonly string[];
  /** See `valueAtGoals` of a peer. */
  readonly msAtGoals?: number;
}

async function timeOfAll(client: QueryClient, query: string, expected: number): Promise<number> {
  const { rows, ms } = await client.all(query);
  if (rows !== expected) throw new Error(`${query}: ${rows} rows instead of ${expected}`);
  return ms;
}

/** Tokens belong to the hub: the only way to the page is through those before it. */
async function farToken(client: QueryClient, progress: Progress): Promise<string | undefined> {
  progress(`Reading the first ${farPage.toLocaleString('en-US')} devices…`);
  let after: string | undefined;
  for (let read = 0; read < farPage; read += longPage) {
    ({ next: after } = await client.page(everyDevice, { size: longPage, after }));
  }
  return after;
}
