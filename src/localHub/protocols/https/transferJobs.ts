import { jobDocument } from '../../iotHub/transfer/transferJob.ts';
import { parseTransferRequest } from '../../iotHub/transfer/transferRequest.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

/** Imports and exports of devices: `/jobs`. The jobs of `/jobs/v2` are others. */
export const transferJobRoutes: readonly Route[] = [
  { method: 'POST', path: '/jobs/create', right: 'registryWrite', answer: create },
  { method: 'GET', path: '/jobs', right: 'registryRead', answer: list },
  { method: 'GET', path: '/jobs/:jobId', right: 'registryRead', answer: get },
  { method: 'DELETE', path: '/jobs/:jobId', right: 'registryWrite', answer: cancel },
];

async function create({ hub, json }: ServiceRequest): Promise<ServiceResponse> {
  hub.throttle.take('jobOperations');
  return { body: jobDocument(await hub.transferJobs.start(parseTransferRequest(json()))) };
}

function list({ hub }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  return { body: hub.transferJobs.list().map(jobDocument) };
}

function get({ hub, path: { jobId = '' } }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  return { body: jobDocument(hub.transferJobs.get(jobId)) };
}

function cancel({ hub, path: { jobId = '' } }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  hub.transferJobs.cancel(jobId);

  return { status: 204 };
}
