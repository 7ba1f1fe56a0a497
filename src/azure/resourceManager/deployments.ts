import * as z from 'zod/mini';
import type {
  Deployment,
  DeploymentPlace,
  DeploymentRequest,
  DeploymentResources,
  DeploymentStep,
  PlannedChange,
  PropertyChange,
} from '../../domain/resources/deployments.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { present } from '../iotHub/wire.ts';
import type { ArmCalls } from './armCalls.ts';
import { armFaultText, readArmFault } from './armFault.ts';
import {
  type ChangeAnswer,
  type DeltaAnswer,
  deploymentAnswer,
  previewAnswer,
  stepAnswer,
  validationAnswer,
} from './deploymentSchemas.ts';

const apiVersion = '2026-06-01';

/** Deployments of templates to resource groups. @param subscription `/subscriptions/…` */
export function deploymentResources(calls: ArmCalls, subscription: string): DeploymentResources {
  const groupPath = (group: string) => `${subscription}/resourcegroups/${encodeURIComponent(group)}`;
  const listPath = (group: string) => `${groupPath(group)}/providers/Microsoft.Resources/deployments`;
  const pathOf = ({ resourceGroup, name }: DeploymentPlace) => `${listPath(resourceGroup)}/${encodeURIComponent(name)}`;

  return {
    async list(resourceGroup, signal) {
      const answers = await calls.list(deploymentAnswer, { path: listPath(resourceGroup), apiVersion, signal });
      return answers.map(answer => toDeployment(answer, resourceGroup)).toSorted(newestFirst);
    },
    async get(place, signal) {
      const answer = await calls.get(deploymentAnswer, { path: pathOf(place), apiVersion, signal });
      return toDeployment(answer, place.resourceGroup);
    },
    async steps({ resourceGroup, name }, signal) {
      const path = `${groupPath(resourceGroup)}/deployments/${encodeURIComponent(name)}/operations`;
      return (await calls.list(stepAnswer, { path, apiVersion, signal })).map(toStep);
    },
    async validate(request, signal) {
      const call = { path: `${pathOf(request)}/validate`, apiVersion, body: bodyOf(request), signal };
      const { error } = await calls.postUntilDone(validationAnswer, call);
      if (error) throw refusal(error);
    },
    async preview(request, signal) {
      const call = { path: `${pathOf(request)}/whatIf`, apiVersion, body: bodyOf(request), signal };
      const { error, properties } = await calls.postUntilDone(previewAnswer, call);
      if (error) throw refusal(error);
      return (properties?.changes ?? []).map(toChange);
    },
    create: (request, signal) =>
      calls.begin('PUT', { path: pathOf(request), apiVersion, body: bodyOf(request), signal }),
    delete: (place, signal) => calls.begin('DELETE', { path: pathOf(place), apiVersion, signal }),
    async cancel(place, signal) {
      await calls.post(z.unknown(), { path: `${pathOf(place)}/cancel`, apiVersion, signal });
    },
  };
}

function bodyOf({ mode, template, parameters, tags }: DeploymentRequest) {
  return { ...(tags ? { tags } : {}), properties: { mode, template, parameters } };
}

function toDeployment(
  { id, name, tags, properties }: z.infer<typeof deploymentAnswer>,
  resourceGroup: string,
): Deployment {
  const { provisioningState, mode, timestamp, duration, parameters, outputs, outputResources, error } = properties;
  return {
    id,
    name,
    resourceGroup,
    state: provisioningState ?? 'Succeeded',
    mode: mode ?? 'Incremental',
    tags: tags ?? {},
    parameters: parameters ?? {},
    outputs: outputs ?? {},
    resourceIds: (outputResources ?? []).flatMap(resource => resource.id ?? []),
    ...present({ timestamp, duration, fault: readArmFault(error) }),
  };
}

function newestFirst(one: Deployment, other: Deployment): number {
  return (other.timestamp ?? '').localeCompare(one.timestamp ?? '');
}

function toStep({ properties }: z.infer<typeof stepAnswer>): DeploymentStep {
  const { provisioningState, statusCode, statusMessage, targetResource } = properties;
  return {
    state: provisioningState ?? '',
    statusCode: statusCode ?? '',
    ...present({ resourceId: targetResource?.id, fault: faultIn(statusMessage) }),
  };
}

/** Some providers say it in a text of their own. */
function faultIn(statusMessage: unknown) {
  const bare = typeof statusMessage === 'string' ? { code: '', message: statusMessage } : undefined;
  return readArmFault(statusMessage) ?? bare;
}

function toChange(answer: ChangeAnswer): PlannedChange {
  const { resourceId, changeType, delta, unsupportedReason } = answer;
  return { resourceId, kind: changeType, properties: flat(delta ?? []), ...present({ unsupportedReason }) };
}

/** The changes inside of a change have its path before theirs. */
function flat(deltas: readonly DeltaAnswer[], within = ''): readonly PropertyChange[] {
  return deltas.flatMap(({ path, before, after, children }) => {
    const whole = within === '' ? path : `${within}.${path}`;
    return children?.length ? flat(children, whole) : [{ path: whole, before, after }];
  });
}

function refusal(error: unknown): ResourceError {
  const fault = readArmFault(error);
  const detail = fault ? armFaultText(fault) : 'it does not say why.';
  return new ResourceError({ kind: 'rejected', detail }, fault ? { code: fault.code } : {});
}
