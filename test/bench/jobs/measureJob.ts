import type { Measurement } from '../figure.ts';
import type { BareServer } from '../localHub/bareServer.ts';
import type { BenchedHub } from '../localHub/benchedHub.ts';
import { median } from '../median.ts';
import type { Progress } from '../run.ts';
import type { Worker } from '../worker.ts';
import { method } from './method.ts';
import { runJob } from './runJob.ts';

const turns = 7;
const plain = { inFlight: 500, measureMs: 2000 } as const;

/**
 * A method job on all devices, from its PUT until it is read as completed, next to the rate of MQTT request and response
 * alone with the same devices: what they answer in a second is what no job can beat.
 */
export async function measureJob(
  hub: BenchedHub,
  bare: Worker<BareServer>,
  deviceIds: readonly string[],
  progress: Progress,
): Promise<readonly Measurement[]> {
  const run = async (turn: number) => deviceIds.length / (await callAll(hub, `turn-${turn}`));
  const runPlain = async () => (await bare.ask('callMethods', { ...plain, deviceIds })).perSecond;
  progress('Warming up…');
  await runPlain();
  await run(-1);
  const results: { readonly job: number; readonly alone: number }[] = [];
  for (let turn = 0; turn < turns; turn++) {
    progress(`Calling a method on all devices, turn ${turn + 1} of ${turns}…`);
    results.push({ alone: await runPlain(), job: await run(turn) });
  }

  return [
    {
      figure: `method job on ${deviceIds.length.toLocaleString('en-US')} connected devices`,
      value: median(results.map(({ job }) => job)),
      unit: 'devices/s',
      peer: {
        name: 'MQTT request and response alone',
        value: median(results.map(({ alone }) => alone)),
        ratio: median(results.map(({ job, alone }) => job / alone)),
        goal: 0.7,
      },
    },
  ];
}

function callAll(hub: BenchedHub, jobId: string): Promise<number> {
  const jobs = hub.jobClient();
  const call = { methodName: method, payload: {}, responseTimeoutInSeconds: 60 };
  return runJob(jobs, jobId, 10, () => jobs.scheduleDeviceMethod(jobId, '*', call, new Date(), 600));
}
