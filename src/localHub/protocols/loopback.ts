import type { Server } from 'node:net';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';

/** Listening on the same port of both loopback addresses. */
export interface LoopbackListener {
  readonly port: number;
  close(): Promise<void>;
}

/** There is no IPv6 on this machine. */
const noIpv6: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * Listens on 127.0.0.1 and, where it exists, ::1. No other machine can connect.
 * @param port 0 for any that is free.
 * @throws the error of `listen`, with `code` and `port`.
 */
export async function listenOnLoopback(port: number, accept: (socket: Socket) => void): Promise<LoopbackListener> {
  const first = await listen(port, '127.0.0.1', accept);
  const chosen = portOf(first);
  const servers = [first];
  try {
    servers.push(await listen(chosen, '::1', accept));
  } catch (error) {
    if (!noIpv6.has((error as NodeJS.ErrnoException).code)) {
      await close(first);
      throw error;
    }
  }

  return {
    port: chosen,
    async close() {
      await Promise.all(servers.map(close));
    },
  };
}

function listen(port: number, host: string, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, accept);

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 4096 }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
