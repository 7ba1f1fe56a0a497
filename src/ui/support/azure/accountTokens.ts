import * as vscode from 'vscode';
import type { AccessToken, TokenRequest, TokenSource } from '../../../azure/tokenSource.ts';
import { Secret } from '../../../domain/secret.ts';
import { SignInError } from '../../../domain/signInError.ts';

/** What is used of the editor's accounts. */
export type Authentication = Pick<typeof vscode.authentication, 'getSession' | 'getAccounts' | 'onDidChangeSessions'>;

/** Tokens of an account of the editor. Nothing is asked of the person, unless a service challenges for more. */
export class AccountTokens implements TokenSource {
  readonly #authentication: Authentication;
  readonly #providerId: string;
  readonly #account: vscode.AuthenticationSessionAccountInformation;

  constructor(
    authentication: Authentication,
    providerId: string,
    account: vscode.AuthenticationSessionAccountInformation,
  ) {
    this.#authentication = authentication;
    this.#providerId = providerId;
    this.#account = account;
  }

  async getToken({ scope, tenantId, claims }: TokenRequest, signal?: AbortSignal): Promise<AccessToken> {
    signal?.throwIfAborted();
    const scopes = scopesOf(scope, tenantId);
    const session = claims === undefined ? await this.#silently(scopes) : await this.#meeting(claims, scopes);
    signal?.throwIfAborted();
    if (session) return { token: new Secret(session.accessToken), expiresAtMs: expiryOf(session.accessToken) };

    const { label: account } = this.#account;
    throw new SignInError(
      tenantId === undefined ? { kind: 'signedOut' } : { kind: 'tenantNeedsSignIn', account, tenant: tenantId },
    );
  }

  #silently(scopes: readonly string[]): Thenable<vscode.AuthenticationSession | undefined> {
    return this.#asked(() =>
      this.#authentication.getSession(this.#providerId, scopes, { silent: true, account: this.#account }),
    );
  }

  /** A new sign-in, with what the service asked for. */
  #meeting(claims: string, fallbackScopes: readonly string[]): Thenable<vscode.AuthenticationSession> {
    const encoded = Buffer.from(claims).toString('base64');
    const wwwAuthenticate = `Bearer error="insufficient_claims", claims="${encoded}"`;
    return this.#asked(() =>
      this.#authentication.getSession(
        this.#providerId,
        { wwwAuthenticate, fallbackScopes },
        { createIfNone: true, account: this.#account },
      ),
    );
  }

  async #asked<T>(ask: () => Thenable<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw signInFailure(error);
    }
  }
}

/** The scopes that the editor's Microsoft providers read; a tenant stands among them. */
export function scopesOf(scope: string, tenantId?: string): readonly string[] {
  return [scope, ...(tenantId === undefined ? [] : [`VSCODE_TENANT:${tenantId}`])];
}

/** A person who does not want to is no failure. Without a cause: nobody knows what a provider puts into its errors. */
export function signInFailure(error: unknown): Error {
  const detail = error instanceof Error ? error.message : String(error);
  if (/cancel|consent/i.test(detail)) return new vscode.CancellationError();

  return new SignInError({ kind: 'noToken', way: vscode.l10n.t('The account of the editor'), detail });
}

const unknownLifeMs = 10 * 60 * 1000;

/** When a JSON Web Token expires; the editor renews tokens by itself, so that one of another form is asked for again soon. */
function expiryOf(token: string): number {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown };
    return typeof claims.exp === 'number' ? claims.exp * 1000 : Date.now() + unknownLifeMs;
  } catch {
    return Date.now() + unknownLifeMs;
  }
}
