import type { Identity } from './device.ts';

/**
 * An identity as a document: the members of the service's REST API, keys as `***`. A secret prints so by itself; it
 * stands here because people look for whether there is a key.
 */
export function identityDocument(identity: Identity): string {
  const { authenticationType, primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint, ...rest } = identity;
  const authentication = {
    type: authenticationType,
    ...(primaryKey || secondaryKey ? { symmetricKey: { primaryKey, secondaryKey } } : {}),
    ...(primaryThumbprint || secondaryThumbprint ? { x509Thumbprint: { primaryThumbprint, secondaryThumbprint } } : {}),
  };

  return `${JSON.stringify({ ...rest, authentication }, undefined, 2)}\n`;
}
