import { once } from 'node:events';
import { type TLSSocket, connect } from 'node:tls';
import { generate } from 'mqtt-packet';

/** Where a server is, and whom to trust. */
export interface Target {
  readonly port: number;
  /** PEM. */
  readonly ca: string;
}

/** Who a device is, as its CONNECT packet says. */
export interface Device {
  readonly deviceId: string;
  readonly username: string;
  readonly password: string;
}

/** Connects over TLS and MQTT 3.1.1. Raw sockets, so that a load costs as little as it can beside its server. */
export async function mqttConnect(target: Target, device: Device): Promise<TLSSocket> {
  const socket = connect({ port: target.port, host: '127.0.0.1', servername: 'localhost', ca: target.ca });
  socket.setNoDelay(true);
  await once(socket, 'secureConnect');
  socket.write(
    generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      keepalive: 240,
      clientId: device.deviceId,
      username: device.username,
      password: Buffer.from(device.password),
    }),
  );
  const [connack] = (await once(socket, 'data')) as [Buffer];
  if (connack[0] !== 0x20 || connack[3] !== 0)
    throw new Error(`${device.deviceId}: CONNACK ${connack.toString('hex')}`);

  return socket;
}
