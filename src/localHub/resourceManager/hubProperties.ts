import { checkProperties } from './checkProperties.ts';

/** What is so of every local hub, and cannot be changed. */
export const fixedProperties = {
  disableLocalAuth: false,
  minTlsVersion: '1.2',
  publicNetworkAccess: 'Enabled',
  enableFileUploadNotifications: false,
  features: 'None',
} as const;

/** What clients send back because they were shown it, and the service sets by itself. */
const readOnly: ReadonlySet<string> = new Set([
  'provisioningState',
  'state',
  'hostName',
  'locations',
  'privateEndpointConnections',
  // Read by policyRequest.ts.
  'authorizationPolicies',
]);

/** @throws ArmFault BadRequest for what a local hub would not do. */
export function checkHubProperties(properties: Readonly<Record<string, unknown>>): void {
  checkProperties('A local hub', properties, { fixed: fixedProperties, passedOver: readOnly });
}
