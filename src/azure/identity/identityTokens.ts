import type { TokenCredential } from '@azure/core-auth';
import { Secret } from '../../domain/secret.ts';
import { SignInError } from '../../domain/signInError.ts';
import type { TokenSource } from '../tokenSource.ts';

/** Ways to be signed in besides an account of the editor, under the names that the setting has for them. */
export type IdentityWay = 'azureCli' | 'environment' | 'managedIdentity';

const wayNames: Readonly<Record<IdentityWay, string>> = {
  azureCli: 'The Azure CLI',
  environment: 'The environment',
  managedIdentity: 'The managed identity',
};

/** Tokens of the Azure CLI's user, of the application that the environment names, or of the machine: @azure/identity's. */
export function identityTokens(way: IdentityWay): TokenSource {
  let loading: Promise<TokenCredential> | undefined;

  return {
    async getToken({ scope, tenantId, claims }, signal) {
      signal?.throwIfAborted();
      loading ??= credentialOf(way);
      const options = {
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(claims === undefined ? {} : { claims }),
        ...(signal === undefined ? {} : { abortSignal: signal }),
      };
      try {
        const answer = await (await loading).getToken(scope, options);
        if (answer) return { token: new Secret(answer.token), expiresAtMs: answer.expiresOnTimestamp };
      } catch (error) {
        signal?.throwIfAborted();
        throw new SignInError({ kind: 'noToken', way: wayNames[way], detail: firstSentence(error) });
      }
      throw new SignInError({ kind: 'noToken', way: wayNames[way], detail: 'it has none for this.' });
    },
  };
}

async function credentialOf(way: IdentityWay): Promise<TokenCredential> {
  const sdk = await import('./identitySdk.ts');
  const anyTenant = { additionallyAllowedTenants: ['*'] };
  switch (way) {
    case 'azureCli':
      return new sdk.AzureCliCredential(anyTenant);
    case 'environment':
      return new sdk.EnvironmentCredential(anyTenant);
    case 'managedIdentity':
      return new sdk.ManagedIdentityCredential();
  }
}

/** The official credentials explain themselves at length: the first line says it. Without a cause, which may carry more. */
function firstSentence(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return /[.!]$/.test(line) ? line : `${line}.`;
}
