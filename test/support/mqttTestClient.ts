import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import common from 'azure-iot-common';
import type { ConnectionOptions } from 'node:tls';
import type { IConnectPacket, Packet } from 'mqtt-packet';
import { generate, parser } from 'mqtt-packet';

type PacketOf<Cmd extends Packet['cmd']> = Extract<Packet, { cmd: Cmd }>;

/** Speaks MQTT packet by packet, also what no client library would say. */
export class MqttTestClient {
  readonly stream: Duplex;
  /** Every packet that came and was not asked for yet. */
  readonly received: Packet[] = [];
  #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(stream: Duplex) {
    const incoming = parser();
    this.stream = stream;
    incoming.on('packet', packet => this.received.push(packet));
    stream.on('data', (chunk: Buffer) => {
      incoming.parse(chunk);
      this.#arrived();
    });
    stream.on('error', () => stream.destroy());
    stream.once('end', () => stream.end());
    stream.once('close', () => {
      this.#isClosed = true;
      this.#arrived();
    });
  }

  static async overTls(options: ConnectionOptions): Promise<MqttTestClient> {
    const socket = connect({ host: '127.0.0.1', servername: 'localhost', ...options });
    await once(socket, 'secureConnect');
    return new MqttTestClient(socket);
  }

  /** Connects as the device of a connection string. */
  static async ofDevice(
    connectionString: string,
    ca: string,
    more: Partial<IConnectPacket> = {},
  ): Promise<MqttTestClient> {
    const {
      HostName: host,
      DeviceId: deviceId,
      SharedAccessKey: key,
    } = common.ConnectionString.parse(connectionString);
    const expiry = Math.floor(Date.now() / 1000) + 3600;
    const resource = encodeURIComponent(`${host}/devices/${deviceId}`);
    const token = common.SharedAccessSignature.create(resource, '', key ?? '', expiry).toString();
    const client = await MqttTestClient.overTls({ port: Number(host?.split(':')[1]), ca });
    const username = `${host}/${deviceId}/?api-version=2021-04-12`;
    await client.connect({ clientId: deviceId ?? '', username, password: Buffer.from(token), ...more });
    return client;
  }

  send(packet: Packet): void {
    this.stream.write(generate(packet));
  }

  /** CONNECT with what is given and sensible rest; gives the answer. */
  connect(packet: Partial<IConnectPacket>): Promise<PacketOf<'connack'>> {
    this.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      clientId: '',
      keepalive: 60,
      ...packet,
    });
    return this.receive('connack');
  }

  /** @throws if the connection ends before such a packet comes. */
  async receive<Cmd extends Packet['cmd']>(cmd: Cmd): Promise<PacketOf<Cmd>> {
    for (;;) {
      const index = this.received.findIndex(packet => packet.cmd === cmd);
      const [packet] = index < 0 ? [] : this.received.splice(index, 1);
      if (packet) return packet as PacketOf<Cmd>;
      if (this.#isClosed) throw new Error(`The connection ended before ${cmd} came.`);
      await this.#nextArrival();
    }
  }

  /** Resolves when the other side has ended the connection. */
  async closed(): Promise<void> {
    while (!this.#isClosed) await this.#nextArrival();
  }

  async subscribe(...topics: readonly string[]): Promise<PacketOf<'suback'>> {
    this.send({ cmd: 'subscribe', messageId: 1, subscriptions: topics.map(topic => ({ topic, qos: 1 })) });
    return this.receive('suback');
  }

  publish(
    topic: string,
    payload: string | Buffer,
    more: { qos?: 0 | 1 | 2; messageId?: number; retain?: boolean } = {},
  ): void {
    this.send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false, ...more });
  }

  acknowledge({ messageId = 0 }: PacketOf<'publish'>): void {
    this.send({ cmd: 'puback', messageId });
  }

  #nextArrival(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
    });
  }

  #arrived(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
