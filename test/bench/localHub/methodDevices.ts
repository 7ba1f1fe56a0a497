// Connected devices that answer every direct method at once.
import type { TLSSocket } from 'node:tls';
import { generate, parser } from 'mqtt-packet';
import { serveDuties } from '../worker.ts';
import { type Device, type Target, mqttConnect } from './mqttConnect.ts';

export type MethodDevices = {
  connect(job: { readonly target: Target; readonly devices: readonly Device[] }): Promise<void>;
  disconnect(job: undefined): Promise<void>;
};

let sockets: readonly TLSSocket[] = [];

serveDuties({
  async connect({ target, devices }) {
    sockets = await Promise.all(devices.map(device => mqttConnect(target, device)));
    await Promise.all(sockets.map(answerMethods));
  },

  async disconnect() {
    for (const socket of sockets) socket.destroy();
  },
} satisfies MethodDevices);

/** Resolves once the device listens to methods. */
function answerMethods(socket: TLSSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const reader = parser();
  reader.on('packet', packet => {
    if (packet.cmd === 'suback') resolve();
    if (packet.cmd === 'publish') socket.write(answer(packet.topic));
  });
  socket.on('data', chunk => reader.parse(chunk));
  socket.write(
    generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '$iothub/methods/POST/#', qos: 0 }] }),
  );

  return promise;
}

function answer(topic: string): Buffer {
  const requestId = topic.slice(topic.indexOf('$rid=') + 5);

  return generate({
    cmd: 'publish',
    qos: 0,
    dup: false,
    retain: false,
    topic: `$iothub/methods/res/200/?$rid=${requestId}`,
    payload: '{"Response":"lockDoor called successfully"}',
  });
}
