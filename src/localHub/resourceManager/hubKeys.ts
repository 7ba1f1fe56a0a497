import type { AccessPolicy, Right } from '../iotHub/accessPolicy.ts';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { hubOf, hubPath } from './hubs.ts';
import { sameName } from './resourceIds.ts';

/** The shared access policies of a hub, with their keys. */
export const hubKeyRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'POST', path: `${hubPath}/listkeys`, answer: list },
  { method: 'POST', path: `${hubPath}/IotHubKeys/:policy/listkeys`, answer: get },
]);

function list(request: ArmRequest): ServiceResponse {
  return { body: { value: [...hubOf(request).hub.policies.values()].map(show) } };
}

function get(request: ArmRequest): ServiceResponse {
  const name = named(request, 'policy');
  const policy = [...hubOf(request).hub.policies.values()].find(known => sameName(known.name, name));
  if (policy) return { body: show(policy) };

  throw new ArmFault(404, 'NotFound', `The shared access policy '${name}' does not exist.`);
}

function show({ name, primaryKey, secondaryKey, rights }: AccessPolicy) {
  return {
    keyName: name,
    primaryKey: primaryKey.reveal(),
    secondaryKey: secondaryKey.reveal(),
    rights: rightsText(rights),
  };
}

/** Who may write the registry may read it, which is then not said. */
function rightsText(rights: readonly Right[]): string {
  return rights
    .filter(right => right !== 'registryRead' || !rights.includes('registryWrite'))
    .map(right => right.charAt(0).toUpperCase() + right.slice(1))
    .join(', ');
}
