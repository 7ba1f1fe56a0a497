import * as z from 'zod/mini';
import { queryProblem } from '../../../domain/configuration/configurationProblems.ts';
import { configurationDocument } from '../../iotHub/configurations/configurationDocument.ts';
import { parseConfigurationRequest, targetConditionProblem } from '../../iotHub/configurations/configurationRequest.ts';
import { configurationEtag } from '../../iotHub/configurations/configurations.ts';
import { applyToEdgeDevice } from '../../iotHub/configurations/edgeContent.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import type { ConfigurationRecord } from '../../store/configurationTable.ts';
import { nameOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

const path = '/configurations/:id';

/** Automatic device management: `/configurations`, and a content applied to one edge device. */
export const configurationRoutes: readonly Route[] = [
  { method: 'POST', path: '/configurations/testQueries', right: 'registryRead', notInBasic: true, answer: testQueries },
  { method: 'GET', path: '/configurations', right: 'registryRead', notInBasic: true, answer: list },
  { method: 'GET', path, right: 'registryRead', notInBasic: true, answer: get },
  { method: 'PUT', path, right: 'registryWrite', notInBasic: true, answer: put },
  { method: 'DELETE', path, right: 'registryWrite', notInBasic: true, answer: remove },
  {
    method: 'POST',
    path: '/devices/:deviceId/applyConfigurationContent',
    right: 'registryWrite',
    notInBasic: true,
    answer: apply,
  },
];

async function list({ hub, query }: ServiceRequest): Promise<ServiceResponse> {
  hub.throttle.take('configurationOperations');
  const top = Number(query.get('top') ?? Number.POSITIVE_INFINITY);
  if (!(top >= 1)) throw new HubFault('ArgumentInvalid', '"top" is not a number of configurations.');

  const body: unknown[] = [];
  for (const record of hub.configurations.list().slice(0, top)) body.push(await documentOf(hub, record));
  return { body };
}

async function get({ hub, path: { id = '' } }: ServiceRequest): Promise<ServiceResponse> {
  hub.throttle.take('configurationOperations');
  return show(hub, hub.configurations.get(id));
}

/** Without `If-Match` it creates, with it it updates. */
async function put({ hub, path: { id = '' }, header, json }: ServiceRequest): Promise<ServiceResponse> {
  hub.throttle.take('configurationOperations');
  const request = parseConfigurationRequest(id, json());
  const ifMatch = header('if-match');
  const { configurations } = hub;

  return show(
    hub,
    ifMatch === undefined ? configurations.create(id, request) : configurations.update(id, request, ifMatch),
  );
}

function remove({ hub, path: { id = '' }, header }: ServiceRequest): ServiceResponse {
  hub.throttle.take('configurationOperations');
  hub.configurations.delete(id, header('if-match'));

  return { status: 204 };
}

const testInput = z.object({
  targetCondition: z.optional(z.nullable(z.string())),
  customMetricQueries: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

/** Says what is wrong with a condition and queries; says nothing of good ones. */
function testQueries({ hub, json }: ServiceRequest): ServiceResponse {
  hub.throttle.take('configurationOperations');
  const input = testInput.safeParse(json());
  if (!input.success) throw new HubFault('ArgumentInvalid', 'The body has no target condition and no queries.');

  const { targetCondition, customMetricQueries } = input.data;
  const targetConditionError = targetCondition ? targetConditionProblem(targetCondition) : undefined;
  const customMetricQueryErrors = Object.fromEntries(
    Object.entries(customMetricQueries ?? {})
      .map(([name, query]) => [name, queryProblem(query)] as const)
      .filter(([, problem]) => problem !== undefined),
  );
  return { body: { ...(targetConditionError === undefined ? {} : { targetConditionError }), customMetricQueryErrors } };
}

function apply(request: ServiceRequest): ServiceResponse {
  const { hub, json } = request;
  hub.throttle.take('configurationOperations');
  applyToEdgeDevice(hub.registry, hub.twins, nameOf(request), json());

  return { status: 204 };
}

async function show(hub: IotHub, record: ConfigurationRecord): Promise<ServiceResponse> {
  return { headers: { etag: `"${configurationEtag(record)}"` }, body: await documentOf(hub, record) };
}

function documentOf(hub: IotHub, record: ConfigurationRecord) {
  return configurationDocument(record, query => hub.queries.count(query));
}
