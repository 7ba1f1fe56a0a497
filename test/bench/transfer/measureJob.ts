import { setTimeout as wait } from 'node:timers/promises';
import type { Registry } from 'azure-iothub';
import type { BenchedHub } from '../localHub/benchedHub.ts';
import { TwinClient, twinPackets } from '../registry/twinClient.ts';
import { watchMemory } from '../registry/watchMemory.ts';

const askEveryMs = 200;
const readEveryMs = 10;

/** What the official client shows of a job, whatever its types say. */
interface Job {
  readonly jobId: string;
  readonly status: string;
  readonly startTimeUtc: string;
  readonly endTimeUtc: string;
  readonly failureReason?: string;
}

/** Runs a job to its end, while the hub's first device reads its twin a hundred times a second. */
export async function measureJob(hub: BenchedHub, start: (registry: Registry) => Promise<unknown>) {
  const [device] = hub.devices(1);
  if (!device) throw new Error('The hub has no device.');
  const client = await TwinClient.connect(hub.target, device);
  using memory = watchMemory(hub);
  const before = hub.memoryMb;

  const reading = readUntilClosed(client);
  const registry = hub.registry();
  const { jobId } = (await start(registry)) as Job;
  const { status, startTimeUtc, endTimeUtc, failureReason } = await ended(registry, jobId);
  const longestPauseMs = reading.stop();
  client.close();
  if (status !== 'completed') throw new Error(failureReason);

  return {
    durationMs: Date.parse(endTimeUtc) - Date.parse(startTimeUtc),
    grownMb: memory.mostMb - before,
    longestPauseMs,
  };
}

/** Reads at a fixed rate: what waits for its turn is counted from when it was due. */
function readUntilClosed(client: TwinClient): { readonly stop: () => number } {
  const stopped = new AbortController();
  let longestMs = 0;
  void (async () => {
    for (let dueMs = performance.now(); !stopped.signal.aborted; dueMs += readEveryMs) {
      await wait(Math.max(0, dueMs - performance.now()));
      await client.ask(twinPackets.read);
      longestMs = Math.max(longestMs, performance.now() - dueMs);
    }
  })();
  return {
    stop() {
      stopped.abort();
      return longestMs;
    },
  };
}

async function ended(registry: Registry, jobId: string): Promise<Job> {
  for (;;) {
    const job = (await registry.getJob(jobId)) as unknown as Job;
    if (job.status !== 'enqueued' && job.status !== 'running') return job;
    await wait(askEveryMs);
  }
}
