import type { Authentication, NewDevice, NewModule } from '../../domain/identityChange.ts';

/** The `authentication` of a request. Empty keys ask the service to make them. */
export function authenticationBody(authentication: Authentication = { type: 'sas' }) {
  switch (authentication.type) {
    case 'sas': {
      const { primaryKey, secondaryKey } = authentication;
      const symmetricKey = { primaryKey: primaryKey?.reveal() ?? '', secondaryKey: secondaryKey?.reveal() ?? '' };
      return { type: 'sas' as const, symmetricKey };
    }
    case 'selfSigned': {
      const { type, ...x509Thumbprint } = authentication;
      return { type, x509Thumbprint };
    }
    case 'certificateAuthority':
      return { type: authentication.type };
  }
}

/** The body that creates a device. */
export function deviceBody({ deviceId, authentication, iotEdge = false }: NewDevice) {
  return {
    deviceId,
    status: 'enabled' as const,
    authentication: authenticationBody(authentication),
    ...(iotEdge ? { capabilities: { iotEdge } } : {}),
  };
}

/** The body that creates a module. */
export function moduleBody({ deviceId, moduleId, authentication }: NewModule) {
  return { deviceId, moduleId, authentication: authenticationBody(authentication) };
}
