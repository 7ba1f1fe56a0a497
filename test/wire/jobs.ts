import type { DeviceMethodRequest, DeviceMethodResponse } from 'azure-iot-device';
import type iothub from 'azure-iothub';
import { expect } from 'vitest';
import type { LocalHub } from '../support/localHub.ts';
import { SdkDevice } from '../support/sdkDevice.ts';
import { type Answer, rawRequest } from './service.ts';

/** A job as the service shows it. */
interface ShownJob {
  readonly jobId: string;
  readonly type: string;
  readonly status: string;
  readonly startTime: string;
  readonly endTime?: string;
  readonly failureReason?: string;
  readonly deviceJobStatistics: Readonly<Record<string, number>>;
}

/** A row of `devices.jobs`. */
interface ShownDeviceJob {
  readonly deviceId: string;
  readonly status: string;
  readonly startTimeUtc?: string;
  readonly outcome: { readonly deviceMethodResponse: { readonly status: number; readonly payload: unknown } | null };
  readonly error?: { readonly code: string; readonly description: string };
}

const version = 'api-version=2021-04-12';

export async function jobOf(hub: LocalHub, jobId: string): Promise<ShownJob> {
  const { jobStatus } = await hub.jobClient().getJob(jobId);
  return jobStatus as ShownJob;
}

/** Waits for the job to be in this state. */
export async function untilJobIs(hub: LocalHub, jobId: string, status: string, interval = 50): Promise<ShownJob> {
  await expect.poll(async () => (await jobOf(hub, jobId)).status, { timeout: 60_000, interval }).toBe(status);
  return jobOf(hub, jobId);
}

/** All rows of the job, through the official client. */
export async function deviceJobs(hub: LocalHub, jobId: string, more = ''): Promise<readonly ShownDeviceJob[]> {
  const text = `SELECT * FROM devices.jobs WHERE devices.jobs.jobId = '${jobId}'${more}`;
  return allRows(hub.registry().createQuery(text, 1000));
}

export async function allRows<T>(query: ReturnType<iothub.Registry['createQuery']>): Promise<readonly T[]> {
  const rows: T[] = [];
  // Without its own token, the client begins again.
  while (query.hasMoreResults) rows.push(...((await query.next(query.continuationToken)).result as T[]));
  return rows;
}

/** Creates a job with a body that the official client would not send. */
export function putJob(hub: LocalHub, jobId: string, body: object): Promise<Answer> {
  return rawRequest(hub, `/jobs/v2/${encodeURIComponent(jobId)}?${version}`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });
}

export function methodJob(queryCondition: string, more: object = {}): object {
  return { type: 'scheduleDeviceMethod', cloudToDeviceMethod: { methodName: 'lockDoor' }, queryCondition, ...more };
}

/** Tags the devices, unless `more` says what else to do. */
export function twinJob(queryCondition: string, more: object = {}): object {
  return { type: 'scheduleUpdateTwin', updateTwin: { etag: '*', tags: { touched: true } }, queryCondition, ...more };
}

/** A device that answers `lockDoor`, and remembers each call. */
export async function lockableDoor(hub: LocalHub, deviceId: string) {
  const device = await SdkDevice.open(hub, await hub.createDevice(deviceId));
  const calls: unknown[] = [];
  device.client.onDeviceMethod('lockDoor', (request: DeviceMethodRequest, response: DeviceMethodResponse) => {
    calls.push(request.payload);
    void response.send(200, { locked: deviceId });
  });
  await device.client.getTwin();
  return { device, calls, [Symbol.asyncDispose]: () => device[Symbol.asyncDispose]() };
}
