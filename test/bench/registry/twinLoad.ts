// Devices that read and write their twins over MQTT, each with one request in flight.
import { setTimeout as wait } from 'node:timers/promises';
import type { Device, Target } from '../localHub/mqttConnect.ts';
import { percentile } from '../median.ts';
import { serveDuties } from '../worker.ts';
import { TwinClient, twinPackets } from './twinClient.ts';

export interface LoadJob {
  readonly target: Target;
  readonly devices: readonly Device[];
  /** How long to ask before it counts, and how long it then counts. */
  readonly settleMs: number;
  readonly measureMs: number;
}

export type TwinLoad = {
  /** Patches reported properties. Gives the accepted patches per second. */
  patch(job: LoadJob): Promise<number>;
  /** Reads twins. Gives the 99th percentile of the milliseconds. */
  read(job: LoadJob): Promise<number>;
};

serveDuties({
  async patch(job: LoadJob) {
    const times = await ask(job, twinPackets.patch);
    return (times.length * 1000) / job.measureMs;
  },

  async read(job: LoadJob) {
    return percentile(await ask(job, twinPackets.read), 99);
  },
} satisfies TwinLoad);

/** The milliseconds that each request took that was asked while it counted. */
async function ask({ target, devices, settleMs, measureMs }: LoadJob, packet: Buffer): Promise<readonly number[]> {
  const clients = await Promise.all(devices.map(device => TwinClient.connect(target, device)));
  const times: number[] = [];
  const stop = new AbortController();
  let counts = false;
  const asking = clients.map(async client => {
    while (!stop.signal.aborted) {
      const startedMs = performance.now();
      await client.ask(packet);
      if (counts) times.push(performance.now() - startedMs);
    }
  });
  await wait(settleMs);
  counts = true;
  await wait(measureMs);
  counts = false;
  stop.abort();
  await Promise.all(asking);
  for (const client of clients) client.close();
  return times;
}
