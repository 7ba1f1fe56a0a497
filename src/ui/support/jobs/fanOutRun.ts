import { setTimeout as sleep } from 'node:timers/promises';
import { type FanOut, type FanOutRows, endsFanOut, rowError, waitingRow } from '../../../domain/jobs/fanOut.ts';
import type { HubClient } from '../../../domain/hubClient.ts';
import type { IdentityAddress } from '../../../domain/identityAddress.ts';
import type { DeviceJob } from '../../../domain/jobs/job.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import type { FanOutFile } from './fanOutFile.ts';
import { reachDevice } from './reachDevice.ts';

/** The pace of a job of tier S1: 10 devices a second ("Quotas and throttling"). */
const turnMs = 100;
const concurrentCalls = 10;

export interface FanOutRun {
  readonly client: HubClient;
  readonly fanOut: FanOut;
  readonly rows: FanOutRows;
  readonly file: FanOutFile;
  /** Aborts when a person cancels it: devices whose turn has not come are not reached. */
  readonly signal: AbortSignal;
}

/**
 * Does with each target what a job would do, at the pace of a job. A device that fails does not keep the others from it;
 * what is the same for all of them ends it. When it ends, each row says what became of its device.
 * @throws HubError what ended it, AbortError if it was cancelled.
 */
export async function runFanOut(run: FanOutRun, targets: readonly IdentityAddress[]): Promise<void> {
  const { fanOut, rows, file, signal } = run;
  for (const target of targets) rows.put(waitingRow(fanOut, target));
  await file.append(...rows.list());

  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const pace = new Pace();
  await mapConcurrently(rows.list(), concurrentCalls, async row => {
    if (!(await pace.turn(either))) return;
    const error = await reach(run, row);
    if (endsFanOut(error)) ended.abort(error);
  });
  await cancelWaiting(run);
  either.throwIfAborted();
}

/** Gives what it failed with. That it is begun is on disk before the device can hear of it. */
async function reach({ client, fanOut, rows, file, signal }: FanOutRun, row: DeviceJob): Promise<unknown> {
  const begun: DeviceJob = { ...row, status: 'running', startTimeUtc: new Date().toISOString() };
  rows.put(begun);
  await file.append(begun);
  let failure: unknown;
  let done: DeviceJob;
  try {
    const { deviceId, moduleId } = row;
    const address = { deviceId, ...(moduleId === undefined ? {} : { moduleId }) };
    const answer = await reachDevice(client, address, fanOut.action, signal);
    done = { ...begun, ...answer, status: 'completed' };
  } catch (error) {
    failure = error;
    done = { ...begun, status: 'failed', error: rowError(error) };
  }
  const ended = { ...done, endTimeUtc: new Date().toISOString() };
  rows.put(ended);
  await file.append(ended);
  return failure;
}

async function cancelWaiting({ rows, file }: FanOutRun): Promise<void> {
  for (const row of rows.list('pending')) rows.put({ ...row, status: 'cancelled' });
  await file.append(...rows.list('cancelled'));
}

/** Lets one after another have its turn, no more often than a hub's own job would. */
class Pace {
  #nextMs = 0;

  /** False if the signal came first. */
  async turn(signal: AbortSignal): Promise<boolean> {
    const now = performance.now();
    const at = Math.max(now, this.#nextMs);
    this.#nextMs = at + turnMs;
    try {
      await sleep(at - now, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  }
}
