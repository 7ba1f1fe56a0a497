import { join } from 'node:path';
import { startAzurite } from '../../support/azurite.ts';
import { makeContainer, sasOf } from '../../support/containers.ts';
import { temporaryFolder } from '../../support/localHub.ts';
import { type Figure, type Measurement, type Peer, toFigure } from '../figure.ts';
import { BenchedHub } from '../localHub/benchedHub.ts';
import { fillStore } from '../registry/fillStore.ts';
import { deviceCount, deviceIdOf, deviceKey } from '../registry/generatedDevices.ts';
import type { PlainTable } from '../registry/plainTable.ts';
import type { Progress } from '../run.ts';
import { startWorker, type Worker } from '../worker.ts';
import { measureJob } from './measureJob.ts';

const goals = { export: 100_000, import: 60_000 } as const;
/** What plain SQLite wrote in a second where these goals were set. */
const writtenAtGoals = 285_000;
const plainName = 'plain node:sqlite, no twins’ metadata, no network';

/** A million devices with their twins, out of a hub and into another one, by way of a container of Azurite. */
export async function transferBench(progress: Progress): Promise<readonly Figure[]> {
  await using azurite = await startAzurite();
  const uri = await sasOf(await makeContainer(azurite.client, 'bench'));
  const plain = await measurePlain(progress);

  progress(`Exporting ${deviceCount.toLocaleString('en-US')} devices…`);
  const exported = await withHub(fillStore, async hub => {
    hub.adoptDevices([[deviceIdOf(0), deviceKey]]);
    return measureJob(hub, registry => registry.exportDevicesToBlob(uri, false));
  });
  progress('Importing them into an empty hub…');
  const imported = await withHub(undefined, async hub => {
    await hub.createDevices(1);
    return measureJob(hub, registry => registry.importDevicesFromBlob(uri, uri));
  });

  const written = { value: plain.written, valueAtGoals: writtenAtGoals };
  const figures = [
    ...measurements('export', exported, { value: plain.read }),
    ...measurements('import', imported, written),
  ];
  return figures.map(measurement => toFigure('transfer', measurement));
}

async function withHub<T>(
  fill: ((storeFile: string) => Promise<void>) | undefined,
  use: (hub: BenchedHub) => Promise<T>,
): Promise<T> {
  await using hub = await BenchedHub.start(fill);
  return await use(hub);
}

/** How many devices a second SQLite alone writes and reads, in JavaScript objects and in the plain way. */
async function measurePlain(progress: Progress): Promise<{ readonly written: number; readonly read: number }> {
  progress('Measuring plain node:sqlite…');
  await using folder = await temporaryFolder();
  await using plain: Worker<PlainTable> = startWorker<PlainTable>(
    new URL('../registry/plainTable.ts', import.meta.url),
  );
  const startedMs = performance.now();
  await plain.ask('fill', { file: join(folder.path, 'plain.db'), count: deviceCount });
  const written = perSecond(performance.now() - startedMs);
  const sql = 'SELECT * FROM devices ORDER BY deviceId';
  return { written, read: perSecond(await plain.ask('ask', { sql, parameters: [], times: 1 })) };
}

function measurements(
  type: keyof typeof goals,
  { durationMs, grownMb, longestPauseMs }: Awaited<ReturnType<typeof measureJob>>,
  peer: Pick<Peer, 'value' | 'valueAtGoals'>,
): readonly Measurement[] {
  return [
    {
      figure: type,
      value: perSecond(durationMs),
      unit: 'devices/s',
      goal: goals[type],
      peer: { name: plainName, ...peer },
    },
    { figure: `memory that the ${type} adds`, value: grownMb, unit: 'MB', lessIsBetter: true, goal: 150 },
    {
      figure: `the longest that a device waits for its twin during the ${type}`,
      value: longestPauseMs,
      unit: 'ms',
      lessIsBetter: true,
      goal: 50,
    },
  ];
}

function perSecond(durationMs: number): number {
  return (deviceCount * 1000) / durationMs;
}
