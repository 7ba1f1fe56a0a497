import type { TokenCredential } from '@azure/core-auth';
import type { ManagementEndpoint } from '../endpoint.ts';

/** A resource manager's tokens in the form that the official pipeline asks for them. */
export function tokenCredential({ tokens, tenantId }: ManagementEndpoint): TokenCredential {
  return {
    async getToken(scopes, { claims, abortSignal } = {}) {
      const [scope = ''] = [scopes].flat();
      const request = {
        scope,
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(claims === undefined ? {} : { claims }),
      };
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const { token, expiresAtMs } = await tokens.getToken(request, signal);
      return { token: token.reveal(), expiresOnTimestamp: expiresAtMs };
    },
  };
}
