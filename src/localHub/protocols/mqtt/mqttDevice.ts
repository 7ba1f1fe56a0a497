import type { IPublishPacket, ISubscribePacket, IUnsubscribePacket, Packet } from 'mqtt-packet';
import type { CloseReason, CloudToDeviceMessage, DeviceConnection, DeviceSession } from '../../iotHub/deviceSide.ts';
import type { ConnectRequest } from './connectRequest.ts';
import { parsePublishTopic } from './deviceRequest.ts';
import { desiredTopic, eventTopics, messageTopic, methodTopic, twinResultTopic } from './deviceTopics.ts';
import type { Ending } from './mqttConnection.ts';
import type { MqttContext } from './mqttProtocol.ts';
import type { PacketWriter } from './packetWriter.ts';
import { parsePropertyBag } from './propertyBag.ts';
import type { Channel } from './subscriptions.ts';
import { Subscriptions } from './subscriptions.ts';
import { twinErrorBody } from './twinErrorBody.ts';
import { Unacknowledged } from './unacknowledged.ts';

const longestMessageBytes = 256 * 1024;
const nobody = Buffer.alloc(0);

/** What a connection lends to its device. */
export interface DeviceLine {
  readonly writer: PacketWriter;
  readonly end: (ending: Ending) => void;
}

/** A device whose credentials were good: its packets to its session, its hub's words to packets. */
export class MqttDevice implements DeviceConnection {
  /** Device id, or `DEVICE/MODULE`. */
  readonly name: string;
  readonly #request: ConnectRequest;
  readonly #line: DeviceLine;
  readonly #context: MqttContext;
  readonly #eventTopics: readonly string[];
  readonly #subscriptions: Subscriptions;
  #unacknowledged = new Unacknowledged();
  #session: DeviceSession | undefined;

  constructor(request: ConnectRequest, line: DeviceLine, context: MqttContext) {
    const { deviceId, moduleId } = request.address;
    this.name = moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`;
    this.#request = request;
    this.#line = line;
    this.#context = context;
    this.#eventTopics = eventTopics(request.address);
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
    else if (kept.length > 0) session.keepSubscriptions([]);
    this.#session = session;
    if (sessionPresent) this.#unacknowledged = this.#context.unacknowledged.get(this.name) ?? this.#unacknowledged;
    this.#context.unacknowledged.delete(this.name);
    this.#line.writer.send({ cmd: 'connack', returnCode: 0, sessionPresent });
    if (this.acceptsMethods) session.methodsWanted();
    if (this.acceptsMessages) session.messagesWanted();
  }

  handle(packet: Packet): void {
    switch (packet.cmd) {
      case 'publish':
        return this.#published(packet);
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

  /** The connection is no more. Without DISCONNECT the device's will is done [MQTT-3.1.2-8], unless the hub stops. */
  ended(why: Ending['why']): void {
    const session = this.#session;
    if (!session) return;

    this.#session = undefined;
    if (why === 'dropped' || why === 'replaced' || why === 'tokenExpired') this.#sendWill(session);
    if (!this.#request.clean && !this.#unacknowledged.isEmpty) {
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

  #published({ topic, payload, qos, messageId = 0, retain }: IPublishPacket): void {
    if (qos === 2) return this.#drop('a hub takes no QoS 2');
    // [MQTT-2.3.1-1]
    if (qos === 1 && messageId < 1) return this.#drop('a message of QoS 1 has no packet id');
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (body.length > longestMessageBytes) return this.#drop('a message may have 256 KB');
    const request = parsePublishTopic(topic, this.#eventTopics);
    if (!request) return this.#drop('it published to a topic that is not its own');

    const acknowledge = qos === 1 ? () => this.#line.writer.acknowledge(messageId) : () => undefined;
    switch (request.kind) {
      case 'telemetry':
        return this.#sendTelemetry(request.propertyBag, body, retain, acknowledge);
      case 'getTwin':
        acknowledge();
        return this.#answerTwin(request.requestId, 200, this.#session?.getTwin() ?? nobody);
      case 'patchReported':
        return this.#patchReported(request.requestId, body, acknowledge);
      case 'answerMethod':
        acknowledge();
        return this.#session?.answerMethod(request.requestId, request.status, body);
    }
  }

  #sendTelemetry(propertyBag: string, body: Buffer, retain: boolean, acknowledge: () => void): void {
    const bag = parsePropertyBag(propertyBag);
    if (!bag) return this.#drop('its properties are not URL-encoded');

    const { systemProperties } = bag;
    // A hub retains nothing; it tells those who read the message that the device wished it.
    const properties = retain ? { ...bag.properties, 'mqtt-retain': 'true' } : bag.properties;
    this.#session?.sendTelemetry({ systemProperties, properties, body }, acknowledge);
  }

  #sendWill(session: DeviceSession): void {
    const { will } = this.#request;
    const bag = will && parsePropertyBag(will.propertyBag);
    if (!bag) return;

    const properties = { ...bag.properties, 'iothub-MessageType': 'Will' };
    session.sendTelemetry({ systemProperties: bag.systemProperties, properties, body: will.payload }, () => undefined);
  }

  #patchReported(requestId: string, patch: Buffer, acknowledge: () => void): void {
    this.#session?.patchReported(patch, result => {
      acknowledge();
      if ('version' in result) this.#answerTwin(requestId, 204, nobody, result.version);
      else this.#answerTwin(requestId, result.status, twinErrorBody(result, this.#context.now()));
    });
  }

  #answerTwin(requestId: string, status: number, body: string | Buffer, version?: number): void {
    if (this.#listensTo('twinResults')) this.#publish(twinResultTopic(requestId, status, version), body);
  }

  #acknowledged(packetId: number): void {
    const lockToken = this.#unacknowledged.take(packetId);
    if (lockToken !== undefined) this.#session?.completeMessage(lockToken);
  }

  #subscribe({ subscriptions, messageId = 0 }: ISubscribePacket): void {
    const granted = subscriptions.map(({ topic, qos }) => this.#subscriptions.add(topic, qos));
    // [MQTT-3.8.3-3]. The protocol has a code for a filter that is refused; the service closes the connection.
    if (granted.length === 0 || granted.includes(undefined)) return this.#drop('it subscribed to no topic of its own');

    this.#line.writer.send({ cmd: 'suback', messageId, granted: granted.map(each => each?.qos ?? 0) });
    this.#keepSubscriptions();
    const channels = new Set(granted.map(each => each?.channel));
    if (channels.has('methods')) this.#session?.methodsWanted();
    if (channels.has('messages')) this.#session?.messagesWanted();
  }

  #unsubscribe({ unsubscriptions, messageId = 0 }: IUnsubscribePacket): void {
    for (const filter of unsubscriptions) this.#subscriptions.remove(filter);
    this.#line.writer.send({ cmd: 'unsuback', messageId, granted: [] });
    this.#keepSubscriptions();
  }

  #keepSubscriptions(): void {
    if (!this.#request.clean) this.#session?.keepSubscriptions(this.#subscriptions.toKeep());
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
