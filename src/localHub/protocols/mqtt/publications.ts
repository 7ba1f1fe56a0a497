import type { IPublishPacket } from 'mqtt-packet';
import type { DeviceAddress, DeviceSession } from '../../iotHub/deviceSide.ts';
import type { ConnectRequest } from './connectRequest.ts';
import { parsePublishTopic } from './deviceRequest.ts';
import { eventTopics, twinResultTopic } from './deviceTopics.ts';
import type { PacketWriter } from './packetWriter.ts';
import { parsePropertyBag } from './propertyBag.ts';
import { twinErrorBody } from './twinErrorBody.ts';

const longestMessageBytes = 256 * 1024;
const nobody = Buffer.alloc(0);

/** What publications need of their device and its connection. */
export interface PublicationsContext {
  readonly session: DeviceSession;
  readonly writer: PacketWriter;
  readonly now: () => number;
  readonly drop: (detail: string) => void;
  /** Tells the device the result of a twin request, if it listens to results. */
  readonly answerTwin: (topic: string, body: string | Buffer) => void;
}

/** What a device publishes, brought to its session, and the session's answers. */
export class Publications {
  readonly #context: PublicationsContext;
  readonly #eventTopics: readonly string[];

  constructor(address: DeviceAddress, context: PublicationsContext) {
    this.#context = context;
    this.#eventTopics = eventTopics(address);
  }

  /** Acknowledges a message of QoS 1 once the hub has it for good; drops the connection for one that no hub takes. */
  handle({ topic, payload, qos, messageId = 0, retain }: IPublishPacket): void {
    if (qos === 2) return this.#context.drop('a hub takes no QoS 2');
    // [MQTT-2.3.1-1]
    if (qos === 1 && messageId < 1) return this.#context.drop('a message of QoS 1 has no packet id');
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (body.length > longestMessageBytes) return this.#context.drop('a message may have 256 KB');
    const request = parsePublishTopic(topic, this.#eventTopics);
    if (!request) return this.#context.drop('it published to a topic that is not its own');

    const { session, writer } = this.#context;
    const acknowledge = qos === 1 ? () => writer.acknowledge(messageId) : () => undefined;
    switch (request.kind) {
      case 'telemetry':
        return this.#sendTelemetry(request.propertyBag, body, retain, acknowledge);
      case 'getTwin':
        acknowledge();
        return this.#context.answerTwin(twinResultTopic(request.requestId, 200), session.getTwin());
      case 'patchReported':
        return this.#patchReported(request.requestId, body, acknowledge);
      case 'answerMethod':
        acknowledge();
        return session.answerMethod(request.requestId, request.status, body);
    }
  }

  /** IoT Hub, "Communicate with your IoT hub using the MQTT protocol": a will is telemetry that says what it is. */
  sendWill({ propertyBag, payload }: NonNullable<ConnectRequest['will']>): void {
    const bag = parsePropertyBag(propertyBag);
    if (!bag) return;

    const properties = { ...bag.properties, 'iothub-MessageType': 'Will' };
    const message = { systemProperties: bag.systemProperties, properties, body: payload };
    this.#context.session.sendTelemetry(message, () => undefined);
  }

  #sendTelemetry(propertyBag: string, body: Buffer, retain: boolean, acknowledge: () => void): void {
    const bag = parsePropertyBag(propertyBag);
    if (!bag) return this.#context.drop('its properties are not URL-encoded');

    const { systemProperties } = bag;
    // A hub retains nothing; it tells those who read the message that the device wished it.
    const properties = retain ? { ...bag.properties, 'mqtt-retain': 'true' } : bag.properties;
    this.#context.session.sendTelemetry({ systemProperties, properties, body }, acknowledge);
  }

  #patchReported(requestId: string, patch: Buffer, acknowledge: () => void): void {
    const { session, now, answerTwin } = this.#context;
    session.patchReported(patch, result => {
      acknowledge();
      if ('version' in result) answerTwin(twinResultTopic(requestId, 204, result.version), nobody);
      else answerTwin(twinResultTopic(requestId, result.status), twinErrorBody(result, now()));
    });
  }
}
