import type { IPublishPacket, ISubscribePacket, IUnsubscribePacket, Packet } from 'mqtt-packet';
import type { AttestedDevice } from '../../../provisioning/attestedDevice.ts';
import type { OperationStatus } from '../../../provisioning/assignments.ts';
import type { DeviceProvisioning } from '../../../provisioning/deviceProvisioning.ts';
import { ProvisioningFault } from '../../../provisioning/provisioningFault.ts';
import { parseRegisterBody, retryAfterSeconds } from '../../../provisioning/registerBody.ts';
import type { MqttClient, MqttLine } from '../mqttConnection.ts';

export interface ProvisioningClientOptions {
  readonly service: DeviceProvisioning;
  readonly device: AttestedDevice;
  readonly apiVersion: string;
  readonly line: MqttLine;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  /** Seconds. */
  readonly retry?: number;
}

const resultFilter = '$dps/registrations/res/#';
const requestTopic =
  /^\$dps\/registrations\/(?<what>PUT\/iotdps-register|GET\/iotdps-get-operationstatus)\/\?(?<query>.*)$/;

/** A device that asks a provisioning service for its hub over MQTT. */
export class ProvisioningClient implements MqttClient {
  readonly name: string;
  readonly #options: ProvisioningClientOptions;
  #listens = false;

  constructor(options: ProvisioningClientOptions) {
    this.name = options.device.registrationId;
    this.#options = options;
  }

  begin(): void {
    this.#options.line.writer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false });
  }

  handle(packet: Packet): void {
    const { writer, end } = this.#options.line;
    switch (packet.cmd) {
      case 'publish':
        return this.#publish(packet);
      case 'subscribe':
        return this.#subscribe(packet);
      case 'unsubscribe':
        return this.#unsubscribe(packet);
      case 'pingreq':
        return writer.send({ cmd: 'pingresp' });
      case 'puback':
        return undefined;
      case 'disconnect':
        return end({ why: 'disconnected' });
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

  touched(): void {}

  ended(): void {
    this.#listens = false;
  }

  /** The service drops who subscribes to anything else, as a hub does. */
  #subscribe({ subscriptions, messageId = 0 }: ISubscribePacket): void {
    if (subscriptions.length === 0 || subscriptions.some(({ topic }) => topic !== resultFilter)) {
      return this.#drop('it subscribed to another topic than that of its results');
    }
    this.#listens = true;
    const granted = subscriptions.map(({ qos }) => (qos === 0 ? 0 : 1));
    this.#options.line.writer.send({ cmd: 'suback', messageId, granted });
  }

  #unsubscribe({ messageId = 0 }: IUnsubscribePacket): void {
    this.#listens = false;
    this.#options.line.writer.send({ cmd: 'unsuback', messageId, granted: [] });
  }

  #publish({ topic, payload, qos, messageId = 0 }: IPublishPacket): void {
    const { what, query } = requestTopic.exec(topic)?.groups ?? {};
    if (qos === 2 || what === undefined) return this.#drop('it published to a topic that is none of the service');

    const parameters = new URLSearchParams(query);
    const requestId = parameters.get('$rid') ?? '';
    const answer = this.#answer(() =>
      what.startsWith('PUT') ? this.#register(payload) : this.#status(parameters.get('operationId') ?? ''),
    );
    this.#options.service.store.onCommitted(() => {
      if (qos === 1) this.#options.line.writer.acknowledge(messageId);
      this.#reply(requestId, answer);
    });
  }

  #register(payload: string | Buffer): OperationStatus {
    const { service, device, apiVersion } = this.#options;
    service.throttle.take('registrations');
    const custom = parseRegisterBody(payload.toString(), device.registrationId);
    return service.assignments.register({ device, apiVersion, ...(custom === undefined ? {} : { payload: custom }) });
  }

  #status(operationId: string): OperationStatus {
    const { service, device } = this.#options;
    service.throttle.take('polls', device.registrationId);
    return service.assignments.status(device, operationId);
  }

  #answer(ask: () => OperationStatus): Answer {
    try {
      const body = ask();
      return body.status === 'assigning' ? { status: 202, body, retry: retryAfterSeconds } : { status: 200, body };
    } catch (error) {
      if (!(error instanceof ProvisioningFault)) throw error;
      const retry = error.retryAfterSeconds;
      const body = error.body(this.#options.service.now());
      return { status: error.httpStatus, body, ...(retry === undefined ? {} : { retry }) };
    }
  }

  #reply(requestId: string, { status, body, retry }: Answer): void {
    if (!this.#listens) return;

    const end = retry === undefined ? '' : `&retry-after=${retry}`;
    const topic = `$dps/registrations/res/${status}/?$rid=${requestId}${end}`;
    const payload = JSON.stringify(body);
    this.#options.line.writer.send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
  }

  #drop(detail: string): void {
    this.#options.line.end({ why: 'dropped', detail });
  }
}
