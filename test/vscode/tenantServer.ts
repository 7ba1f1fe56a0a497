import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAuthority } from '../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../src/localHub/certificates/serverCertificate.ts';

interface ServedTenant {
  readonly tenantId: string;
  readonly displayName: string;
  /** Names of subscriptions, by the token of who may see them. */
  readonly subscriptions: Readonly<Record<string, readonly string[]>>;
}

/** Tenants and their subscriptions as Azure Resource Manager lists them: more of them than a local hub has. */
export class TenantServer implements AsyncDisposable {
  /** `TOKEN /path` of each request. */
  readonly asked: string[] = [];
  tenants: readonly ServedTenant[] = [];
  /** The clouds that it knows besides its own, which has a portal, too. */
  clouds: readonly {
    readonly name: string;
    readonly resourceManager: string;
    readonly portal: string;
    readonly authentication?: { readonly loginEndpoint: string };
  }[] = [];
  /** Refuses a token until one comes that meets the claims. */
  challenge: { readonly refused: string; readonly claims: string } | undefined;

  /** Takes no token of this account. */
  refused: string | undefined;
  readonly #heard = new EventEmitter();

  private constructor(
    private readonly server: Server,
    readonly authorityFile: string,
  ) {}

  /** @param names by which it can be asked, besides `localhost`. */
  static async open(...names: readonly string[]): Promise<TenantServer> {
    const authority = await makeAuthority(Date.now());
    const server = createServer(await makeServerCertificate(authority, ['localhost', ...names], Date.now()));
    const file = join(tmpdir(), `tenants-${process.pid}-${Date.now()}.pem`);
    await writeFile(file, authority.certificate.toString('pem'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const tenants = new TenantServer(server, file);
    server.on('request', (request: IncomingMessage, response) => {
      const { status, body, headers = {} } = tenants.#answer(request);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
    return tenants;
  }

  /** Resolves with the next request for a path. */
  async askedFor(path: string): Promise<void> {
    await once(this.#heard, path);
  }

  get address(): string {
    return `https://localhost:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #answer({ url = '', headers }: IncomingMessage): { status: number; body: unknown; headers?: Record<string, string> } {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const [path = ''] = url.split('?');
    this.asked.push(`${token} ${path}`);
    this.#heard.emit(path);
    if (path === '/metadata/endpoints') return { status: 200, body: [...this.clouds, this.#ownCloud] };
    if (token.split('@')[0] === this.refused) return challenged();
    const { refused, claims = '' } = this.challenge ?? {};
    if (refused !== undefined && refused === token.split('@')[0]) return challenged(claims);
    if (path === '/tenants') {
      return {
        status: 200,
        body: { value: this.tenants.map(({ tenantId, displayName }) => ({ tenantId, displayName })) },
      };
    }
    return { status: 200, body: { value: this.#subscriptionsOf(token) } };
  }

  get #ownCloud() {
    return { name: 'AzureContoso', resourceManager: `${this.address}/`, portal: 'https://portal.contoso.com/' };
  }

  /** A token of the tests is the account and, where it is for a tenant, that tenant. */
  #subscriptionsOf(token: string) {
    const [account = '', tenantId] = token.split('@');
    const tenant = this.tenants.find(one => one.tenantId === (tenantId ?? this.tenants[0]?.tenantId));
    return (tenant?.subscriptions[account] ?? []).map(name => ({
      subscriptionId: name,
      displayName: name,
      state: 'Enabled',
    }));
  }
}

function challenged(claims?: string) {
  const encoded = claims === undefined ? undefined : Buffer.from(claims).toString('base64');
  const more = encoded === undefined ? 'error="invalid_token"' : `error="insufficient_claims", claims="${encoded}"`;
  const headers = { 'www-authenticate': `Bearer ${more}` };
  return {
    status: 401,
    headers,
    body: { error: { code: 'InvalidAuthenticationToken', message: 'More is asked of you.' } },
  };
}
