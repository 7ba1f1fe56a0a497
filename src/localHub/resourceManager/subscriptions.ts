import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { type ArmContext, type ArmRequest, type ArmRoute, routesOf } from './armRequest.ts';
import { locations } from './locations.ts';

/** The one subscription of the one tenant, and the places in it. */
export const subscriptionRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: '/tenants', answer: ({ arm }) => ({ body: { value: [showTenant(arm)] } }) },
  { method: 'GET', path: '/subscriptions', answer: ({ arm }) => ({ body: { value: [showSubscription(arm)] } }) },
  { method: 'GET', path: '/subscriptions/:subscriptionId', answer: ({ arm }) => ({ body: showSubscription(arm) }) },
  { method: 'GET', path: '/subscriptions/:subscriptionId/locations', answer: listLocations },
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
