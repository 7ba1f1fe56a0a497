import { devicesVersions } from './apiVersions.ts';
import { type ArmRoute, routesOf } from './armRequest.ts';
import { hubOf, hubPath } from './hubs.ts';
import { policyRoutes } from './policyRoutes.ts';

/** The shared access policies of a hub, with their keys. */
export const hubKeyRoutes: readonly ArmRoute[] = routesOf(
  devicesVersions,
  policyRoutes(hubPath, 'IotHubKeys', request => hubOf(request).hub.policies),
);
