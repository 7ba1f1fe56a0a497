import type { ServiceResponse } from '../protocols/https/router.ts';
import { provisioningVersions } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { policyDocument } from './policyDocument.ts';
import { provisioningOf, provisioningPath } from './provisioningServices.ts';
import { sameName } from './resourceIds.ts';

/** The shared access policies of a provisioning service, with their keys. */
export const provisioningKeyRoutes: readonly ArmRoute[] = routesOf(provisioningVersions, [
  { method: 'POST', path: `${provisioningPath}/listkeys`, answer: list },
  { method: 'POST', path: `${provisioningPath}/keys/:policy/listkeys`, answer: get },
]);

function list(request: ArmRequest): ServiceResponse {
  return { body: { value: [...provisioningOf(request).service.policies.values()].map(policyDocument) } };
}

function get(request: ArmRequest): ServiceResponse {
  const name = named(request, 'policy');
  const policy = [...provisioningOf(request).service.policies.values()].find(known => sameName(known.name, name));
  if (policy) return { body: policyDocument(policy) };

  throw new ArmFault(404, 'NotFound', `The shared access policy '${name}' does not exist.`);
}
