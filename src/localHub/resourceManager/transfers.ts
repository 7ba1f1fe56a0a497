import * as z from 'zod/mini';
import { HubFault } from '../iotHub/hubFault.ts';
import type { TransferJob } from '../iotHub/transfer/transferJob.ts';
import { parseTransferRequest } from '../iotHub/transfer/transferRequest.ts';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, bodyOf, named, routesOf } from './armRequest.ts';
import { hubOf, hubPath } from './hubs.ts';

/** Imports and exports of devices. */
export const transferRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'POST', path: `${hubPath}/exportDevices`, answer: exportDevices },
  { method: 'POST', path: `${hubPath}/importDevices`, answer: importDevices },
  { method: 'GET', path: `${hubPath}/jobs`, answer: list },
  { method: 'GET', path: `${hubPath}/jobs/:jobId`, answer: get },
]);

const text = z.optional(z.nullable(z.string()));
const flag = z.optional(z.nullable(z.boolean()));

const exportBody = z.object({
  exportBlobContainerUri: z.string(),
  excludeKeys: z.boolean(),
  exportBlobName: text,
  authenticationType: text,
  includeConfigurations: flag,
  configurationsBlobName: text,
});

const importBody = z.object({
  inputBlobContainerUri: z.string(),
  outputBlobContainerUri: z.string(),
  inputBlobName: text,
  outputBlobName: text,
  authenticationType: text,
  includeConfigurations: flag,
  configurationsBlobName: text,
});

function exportDevices(request: ArmRequest): Promise<ServiceResponse> {
  const { exportBlobContainerUri, exportBlobName, excludeKeys, authenticationType, ...rest } = bodyOf(
    request,
    exportBody,
  );
  return start(request, {
    type: 'export',
    outputBlobContainerUri: exportBlobContainerUri,
    outputBlobName: exportBlobName,
    excludeKeysInExport: excludeKeys,
    storageAuthenticationType: authenticationType,
    ...rest,
  });
}

function importDevices(request: ArmRequest): Promise<ServiceResponse> {
  const { authenticationType, ...rest } = bodyOf(request, importBody);
  return start(request, { type: 'import', storageAuthenticationType: authenticationType, ...rest });
}

async function start(request: ArmRequest, body: object): Promise<ServiceResponse> {
  const { hub } = hubOf(request);
  try {
    const job = await hub.transferJobs.start(parseTransferRequest(body));
    await hub.store.committed();
    return { body: show(job) };
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    throw new ArmFault(error.httpStatus, error.fault, error.message);
  }
}

function list(request: ArmRequest): ServiceResponse {
  return { body: { value: hubOf(request).hub.transferJobs.list().map(show) } };
}

function get(request: ArmRequest): ServiceResponse {
  const jobId = named(request, 'jobId');
  const job = hubOf(request).hub.transferJobs.find(jobId);
  if (job) return { body: show(job) };

  throw new ArmFault(404, 'JobNotFound', `The job '${jobId}' does not exist.`);
}

/** The fields of the management plane: progress and blobs are the data plane's. */
function show({ jobId, type, status, startMs, endMs, failureReason }: TransferJob) {
  return {
    jobId,
    type,
    status,
    startTimeUtc: new Date(startMs).toUTCString(),
    ...(endMs === undefined ? {} : { endTimeUtc: new Date(endMs).toUTCString() }),
    ...(failureReason === undefined ? {} : { failureReason }),
  };
}
