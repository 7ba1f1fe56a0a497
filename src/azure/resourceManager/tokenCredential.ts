import type { TokenCredential } from '@azure/core-auth';
import type { ManagementEndpoint } from '../endpoint.ts';

/**
 * A resource manager's tokens in the form that the official pipeline asks for them. Whatever scope it names: the packages
 * name that of the public cloud, wherever the endpoint is.
 */
export function tokenCredential({ address, tokens, tenantId }: ManagementEndpoint): TokenCredential {
  return {
    async getToken(_, { claims, abortSignal } = {}) {
      const request = {
        scope: `${address}/.default`,
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(claims === undefined ? {} : { claims }),
      };
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const { token, expiresAtMs } = await tokens.getToken(request, signal);
      return { token: token.reveal(), expiresOnTimestamp: expiresAtMs };
    },
  };
}
