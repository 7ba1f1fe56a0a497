import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import type { OnWait } from '../../src/azure/iotHub/wait.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { Secret } from '../../src/domain/secret.ts';
import { makeAuthority } from '../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../src/localHub/certificates/serverCertificate.ts';

/** What a hub does to one request. */
export type Deed = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers with a status and, in the service's form, a body. */
export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Deed =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };

/** Takes the request and breaks the connection. */
export const hangUp: Deed = request => void request.socket.destroy();

/** Takes the request and says nothing. */
export const silence: Deed = () => undefined;

/** A TLS server that does to each request what the test says, one deed after the other. */
export class FaultyHub implements AsyncDisposable {
  /** `METHOD /path` of each request that arrived. */
  readonly requests: string[] = [];
  /** Path with query, and body, of each of them. */
  readonly received: { readonly url: string; readonly body: string }[] = [];

  private constructor(
    readonly server: Server,
    readonly ca: string,
  ) {}

  static async open(...deeds: Deed[]): Promise<FaultyHub> {
    const authority = await makeAuthority(Date.now());
    const server = createServer(await makeServerCertificate(authority, ['localhost'], Date.now()));
    const hub = new FaultyHub(server, authority.certificate.toString('pem'));
    hub.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      hub.requests.push(`${request.method} ${request.url?.split('?')[0]}`);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.once('end', () => {
        hub.received.push({ url: request.url ?? '', body: Buffer.concat(chunks).toString() });
        (deeds.shift() ?? answer(500))(request, response);
      });
    });
    await once(hub.server.listen(0, '127.0.0.1'), 'listening');
    return hub;
  }

  client(onWait?: OnWait): HubClient {
    const { port } = this.server.address() as AddressInfo;
    const connectionString = {
      hostName: `localhost:${port}`,
      sharedAccessKeyName: 'iothubowner',
      sharedAccessKey: new Secret(Buffer.alloc(32).toString('base64')),
    };
    return createHubClient(hubEndpoint(connectionString, this.ca), { name: 'contoso', ...(onWait ? { onWait } : {}) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
