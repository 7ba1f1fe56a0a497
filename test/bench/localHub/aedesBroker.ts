// The broker that people put in front of local devices today.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { Aedes } from 'aedes';
import type { ServerCertificate } from '../../../src/localHub/certificates/serverCertificate.ts';
import { serveDuties } from '../worker.ts';

export type AedesBroker = {
  listen(certificate: ServerCertificate): Promise<{ readonly port: number }>;
};

serveDuties({
  async listen({ cert, key }: ServerCertificate) {
    const broker = await Aedes.createBroker();
    const server = createServer({ cert, key }, socket => {
      socket.setNoDelay(true);
      broker.handle(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port };
  },
} satisfies AedesBroker);
