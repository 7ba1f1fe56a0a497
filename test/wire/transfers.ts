import type { Registry } from 'azure-iothub';
import type { ContainerClient } from '@azure/storage-blob';
import { download, sasOf, upload } from '../support/containers.ts';
import type { LocalHub } from '../support/localHub.ts';
import { rawRequest } from './service.ts';

/** A job as the official client gives it; what its types say is another thing. */
export interface TransferJob {
  readonly jobId: string;
  readonly type: string;
  readonly status: string;
  readonly progress: number;
  readonly startTimeUtc: string;
  readonly endTimeUtc?: string;
  readonly failureReason?: string;
  readonly outputBlobContainerUri: string;
}

/** Waits until the job has ended, however. */
export async function ended(registry: Registry, jobId: string): Promise<TransferJob> {
  for (;;) {
    const job = (await registry.getJob(jobId)) as unknown as TransferJob;
    if (job.status !== 'enqueued' && job.status !== 'running') return job;
  }
}

/** Creates a job with fields that the official client does not send. */
export async function createJob(hub: LocalHub, body: object) {
  const { status, text } = await rawRequest(hub, '/jobs/create?api-version=2021-04-12', {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return { status, body: JSON.parse(text) as TransferJob & { readonly Message?: string } };
}

/** Exports into the container, and gives the lines of devices.txt. */
export async function exportLines(hub: LocalHub, container: ContainerClient, { excludeKeys = false } = {}) {
  const registry = hub.registry();
  const { jobId } = (await registry.exportDevicesToBlob(await sasOf(container), excludeKeys)) as unknown as TransferJob;
  const job = await ended(registry, jobId);
  if (job.status !== 'completed') throw new Error(job.failureReason);
  return linesOf(await download(container, 'devices.txt'));
}

/** Imports these lines, objects as JSON and texts as they are. Gives the job's end and the lines of importErrors.log. */
export async function importLines(hub: LocalHub, container: ContainerClient, lines: readonly (object | string)[]) {
  const text = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return importFile(hub, container, text);
}

export async function importFile(hub: LocalHub, container: ContainerClient, file: string | Buffer) {
  await upload(container, 'devices.txt', file);
  const registry = hub.registry();
  const uri = await sasOf(container);
  const { jobId } = (await registry.importDevicesFromBlob(uri, uri)) as unknown as TransferJob;
  const job = await ended(registry, jobId);
  return { job, errors: linesOf(await download(container, 'importErrors.log')) };
}

/** As the statistics of the hub count them. */
export async function deviceTotal(hub: LocalHub): Promise<number> {
  const { responseBody } = await hub.registry().getRegistryStatistics();
  return responseBody.totalDeviceCount;
}

/** The row of a query that counts. */
export async function countOf(hub: LocalHub, query: string): Promise<unknown> {
  const { result } = await hub.registry().createQuery(query).next();
  return result;
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(text: string): readonly Line[] {
  const lines = text.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as Line);
}
