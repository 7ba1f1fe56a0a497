import { forecastSeconds } from '../../../src/domain/jobs/forecast.ts';
import type { Measurement } from '../figure.ts';
import { BenchedHub } from '../localHub/benchedHub.ts';
import type { StoreFiller } from '../registry/storeFiller.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import { runJob } from './runJob.ts';

const deviceCount = 300;
/** How far from the forecast a job may end. */
const tolerance = 0.05;

/** A job on a hub of tier S1, next to what the editor says that it takes. */
export async function measurePace(progress: Progress): Promise<Measurement> {
  progress(`Updating ${deviceCount} twins at the pace of S1…`);
  await using hub = await BenchedHub.start(fillStore, ['--tier', 'S1']);
  const jobs = hub.jobClient();
  const patch = { etag: '*', tags: { paced: true } };
  // S1 lets one look at jobs 100 times a minute.
  const seconds = await runJob(jobs, 'paced', 1000, () =>
    jobs.scheduleTwinUpdate('paced', '*', patch, new Date(), 600),
  );

  const forecast = forecastSeconds(deviceCount, { tier: 'S1', units: 1 });
  return {
    figure: `job on ${deviceCount} devices at the pace of S1`,
    value: seconds,
    unit: 's',
    lessIsBetter: true,
    peer: { name: 'forecast', value: forecast, goal: 1 - tolerance },
  };
}

async function fillStore(storeFile: string): Promise<void> {
  await using filler = startWorker<StoreFiller>(new URL('../registry/storeFiller.ts', import.meta.url));
  await filler.ask('fill', { storeFile, count: deviceCount });
}
