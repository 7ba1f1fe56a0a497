import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { accountFileVariable, type AccountFile, registeredFile } from './accountFile.ts';

/** The editor's provider of Microsoft accounts, in an editor in which nobody has one: it knows one account, from a file. */
export function activate({ subscriptions, globalState }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.authentication.registerAuthenticationProvider('microsoft', 'Microsoft', new OneAccount(globalState), {
      supportsMultipleAccounts: false,
    }),
  );
  writeFileSync(registeredFile(accountFile()), '');
}

function accountFile(): string {
  return process.env[accountFileVariable] ?? '';
}

const signedIn = 'signedIn';

class OneAccount implements vscode.AuthenticationProvider {
  readonly #changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changed.event;
  readonly #account = JSON.parse(readFileSync(accountFile(), 'utf8')) as AccountFile;

  constructor(private readonly state: vscode.Memento) {}

  async getSessions(scopes: readonly string[] | undefined): Promise<vscode.AuthenticationSession[]> {
    if (!this.state.get(signedIn)) return [];
    return scopes?.length
      ? this.#sessions(scopes)
      : Object.keys(this.#account.tokens).flatMap(scope => this.#sessions([scope]));
  }

  async createSession(scopes: readonly string[]): Promise<vscode.AuthenticationSession> {
    const [session] = this.#sessions(scopes);
    if (!session) throw new Error(`There is no token for ${scopes.join(' ')}.`);

    await this.state.update(signedIn, true);
    this.#changed.fire({ added: [session], removed: [], changed: [] });
    return session;
  }

  async removeSession(): Promise<void> {
    await this.state.update(signedIn, false);
  }

  #sessions(scopes: readonly string[]): vscode.AuthenticationSession[] {
    const { label, tokens } = this.#account;
    const accessToken = tokens[scopes[0] ?? ''];
    return accessToken === undefined
      ? []
      : [{ id: scopes.join(' '), accessToken, scopes, account: { id: label, label } }];
  }
}
