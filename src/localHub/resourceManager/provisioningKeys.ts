import { provisioningVersions } from './apiVersions.ts';
import { type ArmRoute, routesOf } from './armRequest.ts';
import { policyRoutes } from './policyRoutes.ts';
import { provisioningOf, provisioningPath } from './provisioningServices.ts';

/** The shared access policies of a provisioning service, with their keys. */
export const provisioningKeyRoutes: readonly ArmRoute[] = routesOf(
  provisioningVersions,
  policyRoutes(provisioningPath, 'keys', request => provisioningOf(request).service.policies),
);
