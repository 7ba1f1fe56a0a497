import type { ServiceResponse } from '../protocols/https/router.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { hubOf, hubPath } from './hubs.ts';
import { policyDocument } from './policyDocument.ts';
import { sameName } from './resourceIds.ts';

/** The shared access policies of a hub, with their keys. */
export const hubKeyRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'POST', path: `${hubPath}/listkeys`, answer: list },
  { method: 'POST', path: `${hubPath}/IotHubKeys/:policy/listkeys`, answer: get },
]);

function list(request: ArmRequest): ServiceResponse {
  return { body: { value: [...hubOf(request).hub.policies.values()].map(policyDocument) } };
}

function get(request: ArmRequest): ServiceResponse {
  const name = named(request, 'policy');
  const policy = [...hubOf(request).hub.policies.values()].find(known => sameName(known.name, name));
  if (policy) return { body: policyDocument(policy) };

  throw new ArmFault(404, 'NotFound', `The shared access policy '${name}' does not exist.`);
}
