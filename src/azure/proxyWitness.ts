import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest, type IncomingMessage } from 'node:http';
import { isOfProxy, ProxyAnswer } from './proxyFailure.ts';

/** Node tells here of each request, within the call that makes it. */
const requests = 'http.client.request.created';

interface Witness {
  /** The last answer of a call, if it was that of a proxy. */
  byProxy?: ProxyAnswer | undefined;
}

const current = new AsyncLocalStorage<Witness>();

/**
 * Calls an official client that gives a proxy's answer to CONNECT out as if the service had answered.
 * @throws ProxyAnswer if the last request of `call` was answered by a proxy, whatever the client made of that.
 */
export async function withProxyWitness<T>(call: () => Promise<T>): Promise<T> {
  const witness: Witness = {};
  const watch = (message: unknown) => {
    if (current.getStore() === witness) witnessAnswer(message, witness);
  };

  subscribe(requests, watch);
  try {
    return await current.run(witness, call).finally(() => {
      if (witness.byProxy) throw witness.byProxy;
    });
  } finally {
    unsubscribe(requests, watch);
  }
}

/** Notes whether the answer comes through TLS, as it does from every service that is asked for by https. */
function witnessAnswer(message: unknown, witness: Witness): void {
  const request = (message as { readonly request?: unknown }).request;
  if (!(request instanceof ClientRequest) || request.protocol !== 'https:') return;

  request.once('response', ({ socket, statusCode = 0 }: IncomingMessage) => {
    witness.byProxy = isOfProxy(socket) ? new ProxyAnswer(statusCode) : undefined;
  });
}
