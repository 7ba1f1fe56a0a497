// The least that an MQTT server can do: parse with mqtt-packet, acknowledge, and forget. What the hub costs beyond it is
// the hub's own.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Server, type TLSSocket, createServer } from 'node:tls';
import { type Packet, generate, parser } from 'mqtt-packet';
import type { ServerCertificate } from '../../../src/localHub/certificates/serverCertificate.ts';
import { callRepeatedly } from '../callRepeatedly.ts';
import { serveDuties } from '../worker.ts';
import type { MethodJob, MethodResult } from './methodCalls.ts';

export type BareServer = {
  listen(certificate: ServerCertificate): Promise<{ readonly port: number }>;
  /** Sends method requests to the connected devices and waits for the answers, as a hub does. */
  callMethods(job: MethodJob): Promise<MethodResult>;
};

const sockets = new Map<string, TLSSocket>();
const answers = new Map<string, () => void>();
let lastRequestId = 0;

serveDuties({
  async listen({ cert, key }: ServerCertificate) {
    const server: Server = createServer({ cert, key }, serve);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port };
  },

  callMethods: ({ deviceIds, ...job }: MethodJob) =>
    callRepeatedly({ ...job, call: index => callMethod(deviceIds[index % deviceIds.length] ?? '') }),
} satisfies BareServer);

function serve(socket: TLSSocket): void {
  const reader = parser();
  let deviceId = '';
  socket.setNoDelay(true);
  reader.on('packet', packet => {
    if (packet.cmd === 'connect') sockets.set((deviceId = packet.clientId), socket);
    respond(socket, packet);
  });
  socket.on('data', chunk => reader.parse(chunk));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(deviceId));
}

function respond(socket: TLSSocket, packet: Packet): void {
  if (packet.cmd === 'publish' && packet.topic.startsWith(twinRequest)) socket.write(emptyTwin(packet.topic));
  else if (packet.cmd === 'publish' && packet.qos === 0) answers.get(requestIdOf(packet.topic))?.();
  else if (packet.cmd === 'publish') socket.write(generate({ cmd: 'puback', messageId: packet.messageId ?? 0 }));
  else if (packet.cmd === 'connect') socket.write(generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }));
  else if (packet.cmd === 'pingreq') socket.write(generate({ cmd: 'pingresp' }));
  else if (packet.cmd === 'subscribe') {
    socket.write(generate({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [0] }));
  }
}

/** What the SDK asks for to know that its subscriptions are there. */
const twinRequest = '$iothub/twin/GET/';

function emptyTwin(topic: string): Buffer {
  const answer = { topic: `$iothub/twin/res/200/?$rid=${requestIdOf(topic)}`, payload: '{"desired":{},"reported":{}}' };
  return generate({ cmd: 'publish', qos: 0, dup: false, retain: false, ...answer });
}

function requestIdOf(topic: string): string {
  return topic.slice(topic.indexOf('$rid=') + 5);
}

async function callMethod(deviceId: string): Promise<void> {
  const requestId = String(++lastRequestId);
  const { promise, resolve } = Promise.withResolvers<void>();
  answers.set(requestId, resolve);
  const topic = `$iothub/methods/POST/lockDoor/?$rid=${requestId}`;
  sockets.get(deviceId)?.write(generate({ cmd: 'publish', qos: 0, dup: false, retain: false, topic, payload: '{}' }));
  await promise;
  answers.delete(requestId);
}
