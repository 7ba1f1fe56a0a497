import * as vscode from 'vscode';
import { type IdentityWay, identityTokens } from '../../../azure/identity/identityTokens.ts';
import type { TokenSource } from '../../../azure/tokenSource.ts';
import { SignInError } from '../../../domain/signInError.ts';
import { AccountTokens, type Authentication, scopesOf, signInFailure } from './accountTokens.ts';
import { authenticationProvider, azurePlace, signInAddress } from './azurePlace.ts';

/** Who is signed in: an account of the editor, the Azure CLI's user, an application, a machine. */
export interface AzureIdentity {
  /** Stays the same over restarts. */
  readonly id: string;
  readonly label: string;
  readonly tokens: TokenSource;
}

type SignInWay = 'auto' | 'editor' | IdentityWay;

const waySetting = 'iotHub.azure.signInWith';
const pluginFolderSetting = 'iotHub.azure.identityPluginFolder';
const usedKey = 'azure.used';

/** The accounts with which a person works on Azure. Nobody is asked for anything before {@link signIn}. */
export class AzureAccounts implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #authentication: Authentication;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  /** Fires when accounts or settings change: what was read with them may not be so any more. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento, authentication: Authentication = vscode.authentication) {
    this.#state = state;
    this.#authentication = authentication;
    this.#subscriptions = vscode.Disposable.from(
      authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id === authenticationProvider()) this.#changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        const sections = ['iotHub.azure', 'microsoft-sovereign-cloud'];
        if (sections.some(section => change.affectsConfiguration(section))) this.#changed.fire();
      }),
    );
  }

  /** True once somebody has signed in here: from then on, Azure stands among the hubs. */
  get isUsed(): boolean {
    return this.#state.get(usedKey, false);
  }

  /** Those that can be used without asking. @throws ResourceError, SignInError */
  async identities(signal?: AbortSignal): Promise<readonly AzureIdentity[]> {
    const way = signInWay();
    if (way !== 'auto' && way !== 'editor') return [identityOf(way)];

    const accounts = await this.#accounts(signal);
    return accounts.length > 0 || way === 'editor' ? accounts : this.#otherwise(signal);
  }

  /**
   * Asks the person to sign in, to a tenant if one is given.
   * @throws SignInError, ResourceError; CancellationError if the person does not want to.
   */
  async signIn(tenantId?: string, signal?: AbortSignal): Promise<void> {
    const way = signInWay();
    const scope = await armScope(signal);
    if (way === 'auto' || way === 'editor') await this.#askInEditor(scopesOf(scope, tenantId));
    else await identityOf(way).tokens.getToken({ scope, ...(tenantId === undefined ? {} : { tenantId }) }, signal);

    await this.#state.update(usedKey, true);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  /** The editor lets choose between the accounts that it knows, and a new one. */
  async #askInEditor(scopes: readonly string[]): Promise<void> {
    const options = { createIfNone: true, clearSessionPreference: true } as const;
    try {
      await this.#authentication.getSession(authenticationProvider(), scopes, options);
    } catch (error) {
      throw signInFailure(error);
    }
  }

  /** The accounts of the editor that this extension may use. */
  async #accounts(signal: AbortSignal | undefined): Promise<readonly AzureIdentity[]> {
    const providerId = authenticationProvider();
    const scopes = scopesOf(await armScope(signal));
    const identities: AzureIdentity[] = [];
    for (const account of await this.#authentication.getAccounts(providerId)) {
      const session = await this.#authentication.getSession(providerId, scopes, { silent: true, account });
      const tokens = new AccountTokens(this.#authentication, providerId, account);
      if (session) identities.push({ id: `editor/${account.id}`, label: account.label, tokens });
    }
    return identities;
  }

  /**
   * What @azure/identity's own chain would take: what the environment names, then the account of the extension Azure
   * Resources where its plug-in is there, then the Azure CLI. The metadata service of a virtual machine is asked only if the setting says so: elsewhere, nobody answers there, and each look would wait for that.
   */
  async #otherwise(signal: AbortSignal | undefined): Promise<readonly AzureIdentity[]> {
    const named = namedWay(process.env);
    if (named) return [identityOf(named)];

    const scope = await armScope(signal);
    for (const way of pluginFolder() === '' ? (['azureCli'] as const) : (['visualStudioCode', 'azureCli'] as const)) {
      const identity = identityOf(way);
      if (await givesToken(identity, scope, signal)) return [identity];
    }
    return [];
  }
}

async function givesToken({ tokens }: AzureIdentity, scope: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await tokens.getToken({ scope }, signal);
    return true;
  } catch (error) {
    if (error instanceof SignInError) return false;
    throw error;
  }
}

/** What the environment names: an application with what it signs in with, or the endpoint of a managed identity. */
function namedWay(env: NodeJS.ProcessEnv): IdentityWay | undefined {
  const proofs = ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_USERNAME'];
  if (env['AZURE_CLIENT_ID'] && env['AZURE_TENANT_ID'] && proofs.some(name => env[name])) return 'environment';
  return env['IDENTITY_ENDPOINT'] || env['MSI_ENDPOINT'] ? 'managedIdentity' : undefined;
}

function signInWay(): SignInWay {
  return vscode.workspace.getConfiguration().get<SignInWay>(waySetting, 'auto');
}

function pluginFolder(): string {
  return vscode.workspace.getConfiguration().get<string>(pluginFolderSetting, '').trim();
}

async function armScope(signal: AbortSignal | undefined): Promise<string> {
  return `${(await azurePlace(signal)).address}/.default`;
}

function identityOf(way: IdentityWay): AzureIdentity {
  return { id: way, label: labelOf(way), tokens: identityTokens(way, { pluginFolder: pluginFolder(), signInAddress }) };
}

function labelOf(way: IdentityWay): string {
  switch (way) {
    case 'azureCli':
      return vscode.l10n.t('Azure CLI');
    case 'environment':
      return vscode.l10n.t('application of the environment');
    case 'managedIdentity':
      return vscode.l10n.t('managed identity');
    case 'visualStudioCode':
      return vscode.l10n.t('Azure Resources extension');
  }
}
