import { isDeepStrictEqual } from 'node:util';
import { badRequest } from './armFault.ts';

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
]);

/**
 * Refuses what a local hub would not do, instead of keeping it without effect. What says nothing (`{}`, `[]`, null), what
 * is so already, and what the service sets by itself may stand in a request.
 * @throws ArmFault BadRequest
 */
export function checkProperties(properties: Readonly<Record<string, unknown>>): void {
  const fixed: Readonly<Record<string, unknown>> = fixedProperties;
  const wanted = Object.entries(properties).find(
    ([name, value]) => !readOnly.has(name) && !saysNothing(value) && !isDeepStrictEqual(value, fixed[name]),
  );
  if (!wanted) return;

  throw badRequest(`A local hub has no '${wanted[0]}' that can be set. Leave it out, or try it on a hub of Azure.`);
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}
