import type { ClientRequest, IncomingMessage } from 'node:http';
// The namespace, not the function: VS Code replaces `https.request` to make its proxy settings work.
import * as https from 'node:https';
import type { Fate } from './subject.ts';

export interface OneRequestOptions {
  readonly agent: https.Agent;
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

  constructor(options: OneRequestOptions) {
    this.#options = options;
    this.#time = AbortSignal.timeout(options.timeoutMs);
  }

  get fate(): Fate {
    return { maybeSent: this.#maybeSent, timedOut: this.#time.aborted };
  }

  /** To be used in the place of `https.request`. */
  readonly send = (
    options: https.RequestOptions | string,
    onResponse?: (response: IncomingMessage) => void,
  ): ClientRequest => {
    const { agent, signal } = this.#options;
    const ends = AbortSignal.any(signal ? [signal, this.#time] : [this.#time]);
    const request = https.request({ ...(options as https.RequestOptions), agent, signal: ends }, onResponse);
    this.#watch(request);
    return request;
  };

  /** Nothing is sent before the TLS handshake is done. A socket that is connected already may carry it at once. */
  #watch(request: ClientRequest): void {
    request.once('socket', socket => {
      if (!socket.connecting) this.#maybeSent = true;
      else socket.once('secureConnect', () => (this.#maybeSent = true));
    });
  }
}
