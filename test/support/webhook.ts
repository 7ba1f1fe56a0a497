import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What a webhook of custom allocation is asked. */
export interface AllocationRequest {
  readonly individualEnrollment?: { readonly registrationId: string };
  readonly enrollmentGroup?: { readonly enrollmentGroupId: string };
  readonly deviceRuntimeContext: {
    readonly registrationId: string;
    readonly currentIotHubHostName?: string;
    readonly currentDeviceId?: string;
    readonly payload?: unknown;
  };
  readonly linkedHubs: readonly string[];
}

export interface WebhookAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** A webhook on this machine; `await using` ends it. */
export class Webhook implements AsyncDisposable {
  readonly url: string;
  /** All that it was asked, by registration id. */
  readonly asked = new Map<string, AllocationRequest[]>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/allocate?code=secret`;
  }

  static async start(answer: (request: AllocationRequest) => WebhookAnswer | Promise<WebhookAnswer>): Promise<Webhook> {
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const webhook = new Webhook(server);
    server.on('request', async (incoming, reply) => {
      const request = (await json(incoming)) as AllocationRequest;
      const { registrationId } = request.deviceRuntimeContext;
      webhook.asked.set(registrationId, [...(webhook.asked.get(registrationId) ?? []), request]);
      const { status = 200, body } = await answer(request);
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    return webhook;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
