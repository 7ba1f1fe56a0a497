import type { ISubscribePacket, IUnsubscribePacket, Packet } from 'mqtt-packet';
import type {
  CloseReason,
  CloudToDeviceMessage,
  DeviceConnection,
  DeviceGateway,
  DeviceSession,
} from '../../iotHub/deviceSide.ts';
import type { Log } from '../../log.ts';
import type { ConnectRequest } from './connectRequest.ts';
import { desiredTopic, messageTopic, methodTopic } from './deviceTopics.ts';
import type { Ending, MqttClient, MqttLine } from './mqttConnection.ts';
import { Publications } from './publications.ts';
import type { Channel } from './subscriptions.ts';
import { Subscriptions } from './subscriptions.ts';
import { Unacknowledged } from './unacknowledged.ts';

/** The connection ended, and the device did not say that it wants it to [MQTT-3.1.2-8]. */
const endingsWithWill: ReadonlySet<Ending['why']> = new Set(['dropped', 'replaced', 'tokenExpired']);

/** What all devices of a hub share. */
export interface DeviceContext {
  readonly gateway: DeviceGateway;
  readonly log: Log;
  readonly now: () => number;
  /** What devices with persistent sessions had not acknowledged when they were lost, by client id. */
  readonly unacknowledged: Map<string, Unacknowledged>;
}

/** A device whose credentials were good: its packets to its session, its hub's words to packets. */
export class MqttDevice implements DeviceConnection, MqttClient {
  /** Device id, or `DEVICE/MODULE`. */
  readonly name: string;
  readonly #request: ConnectRequest;
  readonly #line: MqttLine;
  readonly #context: DeviceContext;
  readonly #subscriptions: Subscriptions;
  #unacknowledged = new Unacknowledged();
  #session: DeviceSession | undefined;
  #publications: Publications | undefined;

  constructor(request: ConnectRequest, line: MqttLine, context: DeviceContext) {
    const { deviceId, moduleId } = request.address;
    this.name = moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`;
    this.#request = request;
    this.#line = line;
    this.#context = context;
    this.#subscriptions = new Subscriptions(request.address);
  }

  get acceptsMethods(): boolean {
    return this.#listensTo('methods');
  }

  get acceptsMessages(): boolean {
    return this.#listensTo('messages');
  }

  /** Takes up the session that the device left behind, unless it wants a new one, and tells it that it is connected. */
  begin(session: DeviceSession): void {
    const kept = session.subscriptions();
    const sessionPresent = !this.#request.clean && kept.length > 0;
    if (sessionPresent) this.#subscriptions.restore(kept);
    else if (kept.length > 0) session.keepSubscriptions([], () => undefined);
    this.#session = session;
    this.#publications = this.#publicationsOf(session);
    if (sessionPresent) this.#unacknowledged = this.#context.unacknowledged.get(this.name) ?? this.#unacknowledged;
    this.#context.unacknowledged.delete(this.name);
    this.#line.writer.send({ cmd: 'connack', returnCode: 0, sessionPresent });
    if (this.acceptsMethods) session.methodsWanted();
    if (this.acceptsMessages) session.messagesWanted();
  }

  handle(packet: Packet): void {
    switch (packet.cmd) {
      case 'publish':
        return this.#publications?.handle(packet);
      case 'puback':
        return this.#acknowledged(packet.messageId ?? 0);
      case 'subscribe':
        return this.#subscribe(packet);
      case 'unsubscribe':
        return this.#unsubscribe(packet);
      case 'pingreq':
        return this.#line.writer.send({ cmd: 'pingresp' });
      case 'disconnect':
        return this.#line.end({ why: 'disconnected' });
      // A second CONNECT [MQTT-3.1.0-2], QoS 2, MQTT 5, and what only servers send.
      case 'connect':
      case 'pubrec':
      case 'pubrel':
      case 'pubcomp':
      case 'auth':
      case 'connack':
      case 'suback':
      case 'unsuback':
      case 'pingresp':
        return this.#drop(`${packet.cmd} has no place here`);
    }
  }

  touched(): void {
    this.#session?.touched();
  }

  /** The connection is no more: the device's will is done, and what it did not acknowledge is remembered. */
  ended(why: Ending['why']): void {
    const session = this.#session;
    if (!session) return;

    this.#session = undefined;
    const { will } = this.#request;
    if (will && endingsWithWill.has(why)) this.#publications?.sendWill(will);
    if (!this.#request.clean && !this.#unacknowledged.isEmpty && why !== 'deviceRemoved') {
      this.#context.unacknowledged.set(this.name, this.#unacknowledged);
    }
    session.closed();
    this.#context.log.debug(`Device "${this.name}" left: ${why}`);
  }

  invokeMethod({ requestId, methodName, payload }: Parameters<DeviceConnection['invokeMethod']>[0]): void {
    this.#publish(methodTopic(methodName, requestId), payload);
  }

  notifyDesired(patch: string, version: number): void {
    if (this.#listensTo('desired')) this.#publish(desiredTopic(version), patch);
  }

  /** QoS 1 is complete when the device acknowledges it, QoS 0 when it is sent. */
  deliverMessage(message: CloudToDeviceMessage): void {
    const topic = messageTopic(this.#request.address, message);
    if (this.#subscriptions.qosOf('messages') === 0) {
      this.#publish(topic, message.body);
      this.#session?.completeMessage(message.lockToken);
      return;
    }

    const { packetId, again } = this.#unacknowledged.add(message.lockToken);
    const { body: payload } = message;
    this.#line.writer.send({ cmd: 'publish', topic, payload, qos: 1, messageId: packetId, dup: again, retain: false });
  }

  close(reason: CloseReason): void {
    this.#line.end({ why: reason });
  }

  #publicationsOf(session: DeviceSession): Publications {
    return new Publications(this.#request.address, {
      session,
      writer: this.#line.writer,
      now: this.#context.now,
      drop: detail => this.#drop(detail),
      answerTwin: (topic, body) => {
        if (this.#listensTo('twinResults')) this.#publish(topic, body);
      },
    });
  }

  #acknowledged(packetId: number): void {
    const lockToken = this.#unacknowledged.take(packetId);
    if (lockToken !== undefined) this.#session?.completeMessage(lockToken);
  }

  #subscribe({ subscriptions, messageId = 0 }: ISubscribePacket): void {
    const granted = subscriptions.map(({ topic, qos }) => this.#subscriptions.add(topic, qos));
    // [MQTT-3.8.3-3]. The protocol has a code for a filter that is refused; the service closes the connection.
    if (granted.length === 0 || granted.includes(undefined)) return this.#drop('it subscribed to no topic of its own');

    const channels = new Set(granted.map(each => each?.channel));
    this.#keepSubscriptions(() => {
      this.#line.writer.send({ cmd: 'suback', messageId, granted: granted.map(each => each?.qos ?? 0) });
      if (channels.has('methods')) this.#session?.methodsWanted();
      if (channels.has('messages')) this.#session?.messagesWanted();
    });
  }

  #unsubscribe({ unsubscriptions, messageId = 0 }: IUnsubscribePacket): void {
    for (const filter of unsubscriptions) this.#subscriptions.remove(filter);
    this.#keepSubscriptions(() => this.#line.writer.send({ cmd: 'unsuback', messageId, granted: [] }));
  }

  /** Those of a persistent session are kept before the device hears that it has them. */
  #keepSubscriptions(kept: () => void): void {
    if (this.#request.clean) kept();
    else this.#session?.keepSubscriptions(this.#subscriptions.toKeep(), kept);
  }

  #listensTo(channel: Channel): boolean {
    return this.#session !== undefined && this.#subscriptions.qosOf(channel) !== undefined;
  }

  #publish(topic: string, payload: string | Buffer): void {
    this.#line.writer.send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
  }

  #drop(detail: string): void {
    this.#line.end({ why: 'dropped', detail });
  }
}
