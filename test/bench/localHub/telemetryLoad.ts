// The load of the telemetry figure: each device sends its next message as soon as the last one is acknowledged.
import type { TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'mqtt-packet';
import { serveDuties } from '../worker.ts';
import { type Device, type Target, mqttConnect } from './mqttConnect.ts';

export interface TelemetryJob {
  readonly target: Target;
  readonly devices: readonly Device[];
  readonly payloadBytes: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export type TelemetryLoad = {
  send(job: TelemetryJob): Promise<{ readonly connectSeconds: number; readonly messagesPerSecond: number }>;
};

const pubackLength = 4;

serveDuties({
  async send({ target, devices, payloadBytes, warmUpMs, measureMs }: TelemetryJob) {
    const startedMs = performance.now();
    const sockets = await Promise.all(devices.map(device => mqttConnect(target, device)));
    const connectSeconds = (performance.now() - startedMs) / 1000;

    const payload = Buffer.alloc(payloadBytes, 'x');
    const senders = sockets.map((socket, index) => startSending(socket, devices[index]?.deviceId ?? '', payload));
    await wait(warmUpMs);
    const messagesPerSecond = await rate(
      () => senders.reduce((sum, sender) => sum + sender.acknowledged, 0),
      measureMs,
    );

    for (const socket of sockets) socket.destroy();
    return { connectSeconds, messagesPerSecond };
  },
} satisfies TelemetryLoad);

/** One message in flight at any time. The packet is made once; only its identifier changes. */
function startSending(socket: TLSSocket, deviceId: string, payload: Buffer): { readonly acknowledged: number } {
  const topic = `devices/${deviceId}/messages/events/`;
  const packet = generate({ cmd: 'publish', qos: 1, dup: false, retain: false, messageId: 1, topic, payload });
  const identifierAt = packet.length - payload.length - 2;
  const sender = { acknowledged: 0 };
  let identifier = 1;
  let received = 0;

  const send = (): void => {
    packet.writeUInt16BE(identifier, identifierAt);
    identifier = (identifier % 0xffff) + 1;
    socket.write(packet);
  };
  socket.on('data', chunk => {
    received += chunk.length;
    if (received < pubackLength) return;

    received -= pubackLength;
    sender.acknowledged++;
    send();
  });
  socket.on('error', error => console.error(`${deviceId}: ${error.message}`));
  send();
  return sender;
}

async function rate(count: () => number, measureMs: number): Promise<number> {
  const [startedMs, before] = [performance.now(), count()];
  await wait(measureMs);

  return ((count() - before) * 1000) / (performance.now() - startedMs);
}
