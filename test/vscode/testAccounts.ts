import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Authentication } from '../../src/ui/support/azure/accountTokens.ts';

/** One account that the editor knows, and what it gets tokens for: by scope, and by tenant if it names one. */
export interface TestAccount {
  readonly label: string;
  /** Tokens by their scope. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Tenants that want a sign-in of their own. */
  readonly closedTenants?: readonly string[];
  /** Its tokens for a tenant end with `@TENANT`. */
  readonly perTenant?: boolean;
  /** The token that it gets once it has met a challenge. */
  readonly met?: string;
}

/** The accounts of an editor in which nobody has to click: what VS Code's own API gives, without its windows. */
export class TestAccounts implements Authentication, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationSessionsChangeEvent>();
  readonly #known: TestAccount[] = [];
  readonly onDidChangeSessions = this.#changed.event;
  /** The challenges that somebody was asked to meet. */
  readonly challenges: string[] = [];
  /** Who signs in when somebody is asked to. */
  next: TestAccount | undefined;
  readonly #providerId: string;

  /** @param providerId of the provider that has them: others have none. */
  constructor(providerId = 'microsoft') {
    this.#providerId = providerId;
  }

  signIn(account: TestAccount): void {
    this.#known.push(account);
    this.#tell();
  }

  signOut(): void {
    this.#known.splice(0);
    this.#tell();
  }

  readonly getAccounts = async (providerId: string) =>
    providerId === this.#providerId ? this.#known.map(({ label }) => ({ id: label, label })) : [];

  readonly getSession = (async (
    providerId: string,
    asked: readonly string[] | vscode.AuthenticationWwwAuthenticateRequest,
    options: vscode.AuthenticationGetSessionOptions,
  ) => {
    assert.equal(providerId, this.#providerId);
    if (options.createIfNone && this.next) this.signIn(this.next);
    const label = options.account?.label ?? this.next?.label;
    const isChallenge = 'wwwAuthenticate' in asked;
    if (isChallenge) this.challenges.push(asked.wwwAuthenticate);
    const session = this.#session(isChallenge ? (asked.fallbackScopes ?? []) : asked, label, isChallenge);
    if (!session && options.createIfNone) throw new Error('User did not consent to login.');
    return session;
  }) as Authentication['getSession'];

  dispose(): void {
    this.#changed.dispose();
  }

  #session(
    scopes: readonly string[],
    label: string | undefined,
    meetsChallenge: boolean,
  ): vscode.AuthenticationSession | undefined {
    const account = this.#known.find(known => known.label === label);
    const [scope = '', tenantScope = ''] = scopes;
    const tenant = tenantScope.replace('VSCODE_TENANT:', '');
    const known = account?.tokens[scope];
    if (known === undefined || account?.closedTenants?.includes(tenant)) return undefined;

    const given = meetsChallenge ? (account?.met ?? known) : known;
    const accessToken = account?.perTenant && tenant !== '' ? `${given}@${tenant}` : given;
    return { id: account?.label ?? '', accessToken, scopes, account: { id: label ?? '', label: label ?? '' } };
  }

  #tell(): void {
    this.#changed.fire({ provider: { id: this.#providerId, label: 'Microsoft' } });
  }
}
