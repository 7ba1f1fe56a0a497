import { HubFault } from '../../iotHub/hubFault.ts';
import { parseJobRequest } from '../../iotHub/jobs/jobRequest.ts';
import { type JobFilter, type JobStatus, jobStatuses, type JobType, jobTypes } from '../../store/jobTable.ts';
import { pageSizeOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

const pageSizes = { default: 100, most: 1000 } as const;

/** Words of the service for states that have another name here. */
const otherStatuses: Readonly<Record<string, JobStatus>> = {
  enqueued: 'queued',
  pending: 'queued',
  canceled: 'cancelled',
};

/** Types and states that other jobs of the service have: no scheduled job is found by them. */
const foreignTypes = new Set(
  'unknown export import backup readDeviceProperties writeDeviceProperties updateDeviceConfiguration rebootDevice factoryResetDevice firmwareUpdate restoreFromBackup failoverDataCopy'.split(
    ' ',
  ),
);
const foreignStatuses = new Set(['unknown']);

/** Scheduled jobs: `/jobs/v2`. The list stands before the job of the id "query". */
export const jobRoutes: readonly Route[] = [
  { method: 'GET', path: '/jobs/v2/query', right: 'registryRead', notInBasic: true, answer: list },
  { method: 'PUT', path: '/jobs/v2/:id', right: 'registryWrite', notInBasic: true, answer: create },
  { method: 'GET', path: '/jobs/v2/:id', right: 'registryRead', notInBasic: true, answer: get },
  { method: 'POST', path: '/jobs/v2/:id/cancel', right: 'registryWrite', notInBasic: true, answer: cancel },
];

function create({ hub, path: { id = '' }, json }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  const { jobs } = hub;
  return { body: jobs.document(jobs.create(parseJobRequest(id, json()))) };
}

function get({ hub, path: { id = '' } }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  return { body: hub.jobs.show(id) };
}

function cancel({ hub, path: { id = '' } }: ServiceRequest): ServiceResponse {
  hub.throttle.take('jobOperations');
  return { body: hub.jobs.cancel(id) };
}

/** Pages by headers, as the official clients ask for them, or by parameters, as the documentation has it. */
function list(request: ServiceRequest): ServiceResponse {
  const { hub, header, query } = request;
  hub.throttle.take('jobOperations');
  const continuation = header('x-ms-continuation') || query.get('continuationToken');
  const after = continuation ? readContinuation(continuation) : undefined;
  const pageSize = pageSizeOf(request, pageSizes, 'pageSize');
  const filter = filterOf(query);
  if (!filter) return { headers: { 'x-ms-item-type': 'jobs' }, body: [] };

  const { items, last } = hub.jobs.list(filter, pageSize, after);
  return {
    headers: {
      'x-ms-item-type': 'jobs',
      ...(last === undefined ? {} : { 'x-ms-continuation': writeContinuation(last) }),
    },
    body: items,
  };
}

/** Nothing if no scheduled job can match. @throws HubFault ArgumentInvalid */
function filterOf(query: URLSearchParams): JobFilter | undefined {
  const [wantedType, wantedStatus] = ['jobType', 'jobStatus'].map(name => query.get(name) ?? '');
  if (foreignTypes.has(wantedType ?? '') || foreignStatuses.has(wantedStatus ?? '')) return undefined;

  const type = wantedType ? typeOf(wantedType) : undefined;
  const status = wantedStatus ? statusOf(wantedStatus) : undefined;
  return { ...(type ? { type } : {}), ...(status ? { status } : {}) };
}

function typeOf(text: string): JobType {
  const type = jobTypes.find(known => known.toLowerCase() === text.toLowerCase());
  if (!type) throw new HubFault('ArgumentInvalid', `"${text}" is no type of jobs.`);
  return type;
}

function statusOf(text: string): JobStatus {
  const word = text.toLowerCase();
  const status = jobStatuses.find(known => known === word) ?? otherStatuses[word];
  if (!status) throw new HubFault('ArgumentInvalid', `"${text}" is no state of jobs.`);
  return status;
}

function writeContinuation(last: number): string {
  return Buffer.from(String(last)).toString('base64');
}

function readContinuation(token: string): number {
  const last = Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isSafeInteger(last) || last < 1) {
    throw new HubFault('ArgumentInvalid', 'The continuation token is not one of a list of jobs.');
  }
  return last;
}
