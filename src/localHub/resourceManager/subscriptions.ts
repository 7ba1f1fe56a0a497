import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { locations } from './locations.ts';
import { sameName } from './resourceIds.ts';

/** The one subscription of the one tenant, and what can be made in it where. */
export const subscriptionRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: '/tenants', answer: ({ arm }) => ({ body: { value: [showTenant(arm)] } }) },
  { method: 'GET', path: '/subscriptions', answer: ({ arm }) => ({ body: { value: [showSubscription(arm)] } }) },
  { method: 'GET', path: '/subscriptions/:subscriptionId', answer: ({ arm }) => ({ body: showSubscription(arm) }) },
  { method: 'GET', path: '/subscriptions/:subscriptionId/locations', answer: listLocations },
  { method: 'GET', path: '/subscriptions/:subscriptionId/providers', answer: listProviders },
  { method: 'GET', path: '/subscriptions/:subscriptionId/providers/:provider', answer: getProvider },
]);

function showTenant({ tenantId }: ArmContext) {
  return {
    id: `/tenants/${tenantId}`,
    tenantId,
    tenantCategory: 'Home',
    displayName: 'This machine',
    tenantType: 'AAD',
  };
}

function showSubscription({ subscriptionId, tenantId }: ArmContext) {
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: 'RoleBased',
    subscriptionId,
    tenantId,
    displayName: 'This machine',
    state: 'Enabled',
  };
}

function listLocations({ arm }: ArmRequest): ServiceResponse {
  const value = locations.map(({ name, displayName }) => ({
    id: `/subscriptions/${arm.subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended' },
  }));
  return { body: { value } };
}

const displayNames = locations.map(({ displayName }) => displayName);

/** What can be made here. */
const providers = [
  {
    namespace: 'Microsoft.Devices',
    types: [
      { resourceType: 'IotHubs', apiVersions: ['2023-06-30'] },
      { resourceType: 'provisioningServices', apiVersions: ['2026-08-31'] },
    ],
  },
  { namespace: 'Microsoft.Resources', types: [{ resourceType: 'resourceGroups', apiVersions: ['2025-04-01'] }] },
] as const;

function listProviders({ arm }: ArmRequest): ServiceResponse {
  return { body: { value: providers.map(provider => showProvider(arm, provider)) } };
}

function getProvider(request: ArmRequest): ServiceResponse {
  const namespace = named(request, 'provider');
  const provider = providers.find(known => sameName(known.namespace, namespace));
  if (provider) return { body: showProvider(request.arm, provider) };

  throw new ArmFault(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
}

function showProvider(arm: ArmContext, { namespace, types }: (typeof providers)[number]) {
  return {
    id: `/subscriptions/${arm.subscriptionId}/providers/${namespace}`,
    namespace,
    registrationState: 'Registered',
    resourceTypes: types.map(type => ({ ...type, locations: displayNames })),
  };
}
