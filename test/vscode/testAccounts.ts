import * as vscode from 'vscode';
import type { Authentication } from '../../src/ui/support/azure/accountTokens.ts';

/** One account that the editor knows, and what it gets tokens for: by scope, and by tenant if it names one. */
export interface TestAccount {
  readonly label: string;
  /** Tokens by their scope. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Tenants that want a sign-in of their own. */
  readonly closedTenants?: readonly string[];
}

/** The accounts of an editor in which nobody has to click: what VS Code's own API gives, without its windows. */
export class TestAccounts implements Authentication, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationSessionsChangeEvent>();
  readonly #known: TestAccount[] = [];
  readonly onDidChangeSessions = this.#changed.event;
  /** Who signs in when somebody is asked to. */
  next: TestAccount | undefined;

  signIn(account: TestAccount): void {
    this.#known.push(account);
    this.#tell();
  }

  signOut(): void {
    this.#known.splice(0);
    this.#tell();
  }

  readonly getAccounts = async () => this.#known.map(({ label }) => ({ id: label, label }));

  readonly getSession = (async (
    _: string,
    asked: readonly string[] | vscode.AuthenticationWwwAuthenticateRequest,
    options: vscode.AuthenticationGetSessionOptions,
  ) => {
    if (options.createIfNone && this.next) this.signIn(this.next);
    const scopes = 'wwwAuthenticate' in asked ? (asked.fallbackScopes ?? []) : asked;
    const session = this.#session(scopes, options.account?.label ?? this.next?.label);
    if (!session && options.createIfNone) throw new Error('User did not consent to login.');
    return session;
  }) as Authentication['getSession'];

  dispose(): void {
    this.#changed.dispose();
  }

  #session(scopes: readonly string[], label: string | undefined): vscode.AuthenticationSession | undefined {
    const account = this.#known.find(known => known.label === label);
    const [scope = '', tenant = ''] = scopes;
    const accessToken = account?.tokens[scope];
    if (accessToken === undefined || account?.closedTenants?.includes(tenant.replace('VSCODE_TENANT:', ''))) {
      return undefined;
    }
    return { id: account?.label ?? '', accessToken, scopes, account: { id: label ?? '', label: label ?? '' } };
  }

  #tell(): void {
    this.#changed.fire({ provider: { id: 'microsoft', label: 'Microsoft' } });
  }
}
