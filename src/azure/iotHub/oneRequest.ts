import { randomBytes } from 'node:crypto';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
// The namespace, not the function: VS Code replaces `https.request` to make its proxy settings work.
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';
import { isOfProxy } from '../proxyFailure.ts';
import type { Fate } from './subject.ts';

export interface OneRequestOptions {
  /** Absent: whatever Node takes, or VS Code puts in its place. */
  readonly agent?: https.Agent | undefined;
  /** No other request has used the connection. An agent has to see to it itself. */
  readonly fresh: boolean;
  /** How long to wait for the whole answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One HTTPS request of azure-iothub, with what that client does not have: an end by signal, an end by time (its own
 * time-out ends nothing), and a witness of whether the request can have arrived.
 */
export class OneRequest {
  readonly #options: OneRequestOptions;
  readonly #time: AbortSignal;
  #maybeSent = false;
  #answeredByProxy = false;

  constructor(options: OneRequestOptions) {
    this.#options = options;
    this.#time = AbortSignal.timeout(options.timeoutMs);
  }

  get fate(): Fate {
    return {
      maybeSent: this.#maybeSent,
      timedOut: this.#time.aborted,
      answeredByProxy: this.#answeredByProxy,
    };
  }

  /** To be used in the place of `https.request`. */
  readonly send = (
    options: https.RequestOptions | string,
    onResponse?: (response: IncomingMessage) => void,
  ): ClientRequest => {
    const { signal } = this.#options;
    const ends = AbortSignal.any(signal ? [signal, this.#time] : [this.#time]);
    const all = { ...(options as https.RequestOptions), ...this.#connection(), signal: ends };
    const request = https.request(all, onResponse);
    this.#watch(request);
    return request;
  };

  /** Node shares connections only between requests that have the same context of TLS sessions. */
  #connection(): https.RequestOptions {
    const { agent, fresh } = this.#options;
    if (agent) return { agent };
    return fresh ? { sessionIdContext: randomBytes(8).toString('hex') } : {};
  }

  /** Nothing is sent before the TLS handshake is done. A socket that is connected already may carry it at once. */
  #watch(request: ClientRequest): void {
    request.once('socket', socket => {
      this.#answeredByProxy = isOfProxy(socket);
      if (this.#answeredByProxy) return;
      if (isSecured(socket)) this.#maybeSent = true;
      else socket.once('secureConnect', () => (this.#maybeSent = true));
    });
  }
}

/** True once the handshake is done: through a proxy, it begins on a socket that is connected. */
function isSecured(socket: Socket): boolean {
  return socket instanceof TLSSocket && socket.getFinished() !== undefined;
}
