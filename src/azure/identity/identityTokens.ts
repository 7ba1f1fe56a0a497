import { once } from 'node:events';
import type { TokenCredential } from '@azure/core-auth';
import { Secret } from '../../domain/secret.ts';
import { SignInError } from '../../domain/signInError.ts';
import { withoutAgent } from '../ledByEditor.ts';
import { proxyFailure } from '../proxyFailure.ts';
import { withProxyWitness } from '../proxyWitness.ts';
import type { TokenSource } from '../tokenSource.ts';
import { visualStudioCodeCredential } from './visualStudioCode.ts';

/** Ways to be signed in besides an account of the editor, under the names that the setting has for them. */
export type IdentityWay = 'azureCli' | 'environment' | 'managedIdentity' | 'visualStudioCode';

const wayNames: Readonly<Record<IdentityWay, string>> = {
  azureCli: 'The Azure CLI',
  environment: 'The environment',
  managedIdentity: 'The managed identity',
  visualStudioCode: 'The extension Azure Resources',
};

/** A CLI that takes longer waits for something that nobody gives it. */
const cliMs = 60_000;

export interface IdentityOptions {
  /** Where the plug-in for the extension Azure Resources is installed; empty if nowhere. */
  readonly pluginFolder?: string;
  /** Tells where one signs in to the cloud, `https://login.microsoftonline.us`, if that is not for the package to know. */
  readonly signInAddress?: (signal?: AbortSignal) => Promise<string | undefined>;
}

/**
 * Tokens of the Azure CLI's user, of the application that the environment names, of the machine, or of the account of the
 * extension Azure Resources: @azure/identity's.
 */
export function identityTokens(way: IdentityWay, options: IdentityOptions = {}): TokenSource {
  let known: TokenCredential | undefined;

  return {
    async getToken({ scope, tenantId, claims }, signal) {
      signal?.throwIfAborted();
      const credential = (known ??= await credentialOf(way, options, signal));
      signal?.throwIfAborted();
      const request = {
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(claims === undefined ? {} : { claims }),
        ...(signal === undefined ? {} : { abortSignal: signal }),
      };
      try {
        const answer = await untilAborted(
          withProxyWitness(async () => credential.getToken(scope, request)),
          signal,
        );
        if (answer) return { token: new Secret(answer.token), expiresAtMs: answer.expiresOnTimestamp };
      } catch (error) {
        signal?.throwIfAborted();
        throw failureOf(way, error);
      }
      throw new SignInError({ kind: 'noToken', way: wayNames[way], detail: 'it has none for this.' });
    },
  };
}

async function credentialOf(
  way: IdentityWay,
  { pluginFolder = '', signInAddress }: IdentityOptions,
  signal: AbortSignal | undefined,
): Promise<TokenCredential> {
  const sdk = await import('./identitySdk.ts');
  const led = { additionalPolicies: [{ policy: withoutAgent, position: 'perRetry' as const }] };
  const anyTenant = { additionallyAllowedTenants: ['*'] };
  switch (way) {
    case 'azureCli':
      return new sdk.AzureCliCredential({ ...anyTenant, processTimeoutInMs: cliMs });
    case 'environment':
      return new sdk.EnvironmentCredential({ ...anyTenant, ...led, ...(await authorityOf(signInAddress, signal)) });
    case 'managedIdentity':
      return new sdk.ManagedIdentityCredential();
    case 'visualStudioCode':
      return visualStudioCodeCredential(pluginFolder, await authorityOf(signInAddress, signal));
  }
}

/** What a person named in the environment counts: the package reads that itself. */
async function authorityOf(
  signInAddress: IdentityOptions['signInAddress'],
  signal: AbortSignal | undefined,
): Promise<{ authorityHost?: string }> {
  if (process.env['AZURE_AUTHORITY_HOST']) return {};
  const authorityHost = await signInAddress?.(signal);
  return authorityHost === undefined ? {} : { authorityHost };
}

/** What Entra ID, or an identity's endpoint, said: MSAL puts it between ids of which people can make nothing. */
const description = /Description: (?<words>[^\r\n]+?)(?: -? ?(?:Trace|Correlation) ID|[\r\n])/;

/** Without a cause, which may carry more. */
function failureOf(way: IdentityWay, error: unknown): SignInError {
  const problem = proxyFailure(error);
  if (problem) return new SignInError({ kind: 'proxy', problem });
  return new SignInError({ kind: 'noToken', way: wayNames[way], detail: reasonIn(error) });
}

/** The official credentials explain themselves at length: else, the first line says it. */
function reasonIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = description.exec(text)?.groups?.['words'] ?? text.split('\n')[0] ?? '';
  return /[.!]$/.test(line) ? line : `${line}.`;
}

/** The Azure CLI is a process that hears of no signal: whoever gives up does not wait for it. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;

  const listening = new AbortController();
  const aborted = once(signal, 'abort', { signal: listening.signal }).then(() =>
    Promise.reject(signal.reason as Error),
  );
  try {
    return await Promise.race([work, aborted]);
  } finally {
    listening.abort();
  }
}
