import { duplexPair } from 'node:stream';
import type { IConnectPacket } from 'mqtt-packet';
import { lineLog } from '../../../../../src/localHub/log.ts';
import type { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { MqttProtocol } from '../../../../../src/localHub/protocols/mqtt/mqttProtocol.ts';
import { MqttTestClient } from '../../../../support/mqttTestClient.ts';
import type { Clock } from '../../iotHub/openHub.ts';
import { createDevice, deviceToken, openHub } from '../../iotHub/openHub.ts';

/** A hub with the device `door`, its MQTT, and what it logs. */
export interface OpenMqtt {
  readonly hub: IotHub;
  readonly clock: Clock;
  readonly mqtt: MqttProtocol;
  readonly logged: readonly string[];
  /** A client on a stream of its own. */
  readonly client: () => MqttTestClient;
  /** A client that `door` has connected with. */
  readonly connected: (more?: Partial<IConnectPacket>) => Promise<MqttTestClient>;
  /** What a CONNECT of `door` carries. */
  readonly connectPacket: () => Partial<IConnectPacket>;
}

export async function openMqtt(): Promise<OpenMqtt> {
  const { hub, clock } = await openHub();
  const logged: string[] = [];
  const log = lineLog(line => logged.push(line), 'debug');
  const mqtt = new MqttProtocol({ gateway: hub, log, now: () => clock.ms });
  createDevice(hub, 'door');

  const client = () => {
    const [near, far] = duplexPair();
    // As sockets do: when one end is gone, so is the other.
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
    mqtt.accept(far, () => undefined);
    return new MqttTestClient(near);
  };
  const connectPacket = () => ({
    clientId: 'door',
    username: 'localhost:8883/door/?api-version=2021-04-12',
    password: Buffer.from(deviceToken(hub, 'door')),
  });
  const connected = async (more: Partial<IConnectPacket> = {}) => {
    const device = client();
    await device.connect({ ...connectPacket(), ...more });
    return device;
  };

  return { hub, clock, mqtt, logged, client, connected, connectPacket };
}
