import type { ServiceResponse } from '../../protocols/https/router.ts';
import { anyVersion } from '../apiVersions.ts';
import { ArmFault, badRequest } from '../armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, routesOf } from '../armRequest.ts';
import { type GroupRecord, groupOf } from '../groups.ts';
import { findById } from '../lookUp.ts';
import { begun } from '../operationRoutes.ts';
import { pageOf } from '../pages.ts';
import { sameName } from '../resourceIds.ts';
import { NotYetKnown } from '../template/templateFault.ts';
import {
  deploymentDocument,
  deploymentId,
  deploymentOperationDocument,
  type DeploymentRecord,
  findDeployment,
  isActive,
  listDeployments,
  putDeployment,
} from './deploymentRecord.ts';
import { bodyOf, prepareDeployment, type PreparedDeployment } from './preparedDeployment.ts';
import { newRecord, runDeployment } from './runDeployment.ts';
import { whatIf } from './whatIf.ts';

const path = '/subscriptions/:subscriptionId/resourceGroups/:group/providers/Microsoft.Resources/deployments';
const one = `${path}/:deployment`;
/** Without a provider, as the service has it. */
const operations = '/subscriptions/:subscriptionId/resourceGroups/:group/deployments/:deployment/operations';

/** Deployments of templates to a resource group. */
export const deploymentRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path, answer: list },
  { method: 'GET', path: one, answer: request => ({ body: show(request, deploymentOf(request)) }) },
  { method: 'HEAD', path: one, answer: request => ({ status: find(request) ? 204 : 404 }) },
  { method: 'PUT', path: one, answer: put },
  { method: 'DELETE', path: one, answer: remove },
  { method: 'POST', path: `${one}/validate`, answer: validate },
  {
    method: 'POST',
    path: `${one}/whatIf`,
    answer: async request => ({ body: await whatIf(request.arm, await prepare(request)) }),
  },
  { method: 'POST', path: `${one}/cancel`, answer: cancel },
  {
    method: 'POST',
    path: `${one}/exportTemplate`,
    answer: request => ({ body: { template: deploymentOf(request).template } }),
  },
  { method: 'GET', path: operations, answer: listOperations },
  { method: 'GET', path: `${operations}/:operation`, answer: getOperation },
]);

/** Azure Resource Manager, "Naming rules": 1 to 64 letters, digits, underscores, parentheses, dashes, dots. */
const namePattern = /^[\w\-.()]{1,64}$/;

function list(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const { name } = groupOf(arm, named(request, 'group'));
  const state = readFilter(request.query.get('$filter'));
  const deployments = listDeployments(arm, name).filter(each => state === undefined || sameName(each.state, state));
  return pageOf(
    request,
    deployments.map(each => show(request, each)),
  );
}

function readFilter(filter: string | null): string | undefined {
  if (filter === null) return undefined;

  const state = /^provisioningState eq '(?<state>\w+)'$/.exec(filter.trim())?.groups?.['state'];
  if (state !== undefined) return state;
  throw badRequest(`The filter "${filter}" is not provisioningState eq '…'.`, 'InvalidFilterInQueryString');
}

/** A deployment of the same name is replaced by this one, unless it still runs. */
async function put(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const prepared = await prepare(request);
  const known = find(request);
  if (known && isActive(known)) {
    throw new ArmFault(
      409,
      'DeploymentActive',
      `Unable to edit or replace deployment '${known.name}': the one that began at ${new Date(known.startMs).toISOString()} is still active. Please see https://aka.ms/arm-deploy for usage details.`,
    );
  }
  const record = newRecord(arm, prepared);
  putDeployment(arm, record);
  const target = deploymentId(arm, record);
  const headers = begun(request, { action: 'act', target }, () => runDeployment(arm, prepared, record));
  return {
    status: known ? 200 : 201,
    headers: { 'azure-asyncoperation': headers['azure-asyncoperation'], 'retry-after': headers['retry-after'] },
    body: show(request, record),
  };
}

/** The template, and of each resource whose body is known already what its provider says to it. */
async function validate(request: ArmRequest): Promise<ServiceResponse> {
  const { arm } = request;
  const prepared = await prepare(request);
  const faults: ArmFault[] = [];
  for (const resource of prepared.resources) {
    const fault = await preflight(request, prepared, resource);
    if (fault) faults.push(fault);
  }
  if (faults.length > 0) {
    const details = faults.map(({ body }) => body);
    const message = `The template deployment '${prepared.name}' is not valid according to the validation procedure. See inner errors for details.`;
    throw new ArmFault(400, 'InvalidTemplateDeployment', message, {}, { details });
  }
  const { properties, ...shown } = show(request, newRecord(arm, prepared));
  const validatedResources = prepared.resources.map(({ id }) => ({ id }));
  return { body: { ...shown, properties: { ...properties, provisioningState: 'Succeeded', validatedResources } } };
}

async function preflight(
  { arm }: ArmRequest,
  { group }: PreparedDeployment,
  resource: PreparedDeployment['resources'][number],
): Promise<ArmFault | undefined> {
  const { type, name } = resource;
  // Of a resource in another one that is still to be made, its provider cannot say anything.
  if (name.includes('/')) return undefined;
  try {
    await type.prepare(arm, { group: group.name, name }, await bodyOf(resource));
    return undefined;
  } catch (error) {
    if (error instanceof NotYetKnown) return undefined;
    if (error instanceof ArmFault) return (await isOfComing(arm, resource, error)) ? undefined : error;
    throw error;
  }
}

/** True if a resource misses another that it waits for: this very template is to make it. */
async function isOfComing(
  arm: ArmContext,
  { after }: PreparedDeployment['resources'][number],
  { body }: ArmFault,
): Promise<boolean> {
  if (body.code !== 'InvalidResourceReference') return false;
  const found = await Promise.all(after.map(id => findById(arm, id)));
  return found.includes(undefined);
}

/** What was done stays. */
function cancel(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const record = deploymentOf(request);
  if (!isActive(record)) {
    throw new ArmFault(
      409,
      'DeploymentCannotBeCancelled',
      `The deployment '${record.name}' cannot be cancelled because it is not active: it is ${record.state}.`,
    );
  }
  putDeployment(arm, { ...record, state: 'Canceled', endMs: arm.now() });
  return { status: 204 };
}

/** The record goes, what it deployed stays. */
function remove(request: ArmRequest): ServiceResponse {
  const { arm } = request;
  const record = find(request);
  if (!record) return { status: 204 };
  if (isActive(record)) {
    throw new ArmFault(409, 'DeploymentActive', `The deployment '${record.name}' is active, and cannot be deleted.`);
  }
  const target = deploymentId(arm, record);
  const { location, 'retry-after': retryAfter } = begun(request, { action: 'act', target }, async () => {
    arm.resources.remove(target);
  });
  return { status: 202, headers: { location, 'retry-after': retryAfter } };
}

function listOperations(request: ArmRequest): ServiceResponse {
  const record = deploymentOf(request);
  return pageOf(
    request,
    record.operations.map(each => deploymentOperationDocument(request.arm, record, each)),
  );
}

function getOperation(request: ArmRequest): ServiceResponse {
  const record = deploymentOf(request);
  const id = named(request, 'operation');
  const operation = record.operations.find(each => each.id === id);
  if (operation) return { body: deploymentOperationDocument(request.arm, record, operation) };

  throw new ArmFault(404, 'DeploymentOperationNotFound', `The deployment '${record.name}' has no operation '${id}'.`);
}

function prepare(request: ArmRequest): Promise<PreparedDeployment> {
  const name = named(request, 'deployment');
  if (!namePattern.test(name)) {
    throw badRequest(
      `The deployment name '${name}' is not valid: it needs 1 to 64 letters, digits, underscores, dashes, dots and parentheses.`,
      'InvalidDeploymentName',
    );
  }
  return prepareDeployment(request.arm, groupRecordOf(request), name, request.json());
}

function groupRecordOf(request: ArmRequest): GroupRecord {
  return groupOf(request.arm, named(request, 'group'));
}

function find(request: ArmRequest): DeploymentRecord | undefined {
  return findDeployment(request.arm, groupRecordOf(request).name, named(request, 'deployment'));
}

function deploymentOf(request: ArmRequest): DeploymentRecord {
  const record = find(request);
  if (record) return record;

  throw new ArmFault(404, 'DeploymentNotFound', `Deployment '${named(request, 'deployment')}' could not be found.`);
}

function show({ arm }: ArmRequest, record: DeploymentRecord) {
  return deploymentDocument(arm, record);
}
