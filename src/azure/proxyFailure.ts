import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type ProxyProblem, refusedByProxy } from '../domain/network/proxyProblem.ts';

/** What the editor's own agent says when it gets no connection to a proxy: nothing else tells it from a bug. */
const noConnection = /^Failed to establish a socket connection to proxies/;

/** What the editor's `fetch` says when a proxy answers CONNECT with a refusal. */
const noTunnel = /^Proxy response \((?<status>\d+)\) !== 200/;

/** A proxy answered CONNECT where a service was asked. */
export class ProxyAnswer extends Error {
  override readonly name = 'ProxyAnswer';

  constructor(readonly httpStatus: number) {
    super(`A proxy answered with HTTP ${httpStatus}.`);
  }
}

/** What a proxy did to a request that got no answer; nothing if it was not a proxy. */
export function proxyFailure(error: unknown): ProxyProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof ProxyAnswer) return refusedByProxy(error.httpStatus);
  if (noConnection.test(error.message)) return { kind: 'unreachable' };

  const status = noTunnel.exec(error.message)?.groups?.['status'];
  return status === undefined ? proxyFailure(error.cause) : refusedByProxy(Number(status));
}

/** True if what this socket gives does not come through TLS: the editor gives a proxy's answer to CONNECT out in this way. */
export function isOfProxy(socket: Socket): boolean {
  return !(socket instanceof TLSSocket);
}
