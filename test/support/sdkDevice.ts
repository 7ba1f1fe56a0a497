import device from 'azure-iot-device';
import mqtt from 'azure-iot-device-mqtt';
import type { LocalHub } from './localHub.ts';

const transports = { Mqtt: mqtt.Mqtt, MqttWs: mqtt.MqttWs } as const;
export type Transport = keyof typeof transports;
export const transportNames = Object.keys(transports) as Transport[];

/** The official device client, unmodified, connected to a local hub; `await using` closes it. */
export class SdkDevice implements AsyncDisposable {
  readonly client: device.Client;

  private constructor(client: device.Client) {
    this.client = client;
  }

  /** @throws what the client's `open` throws. */
  static async open(
    hub: LocalHub,
    connectionString: string,
    transport: Transport = 'Mqtt',
    options: object = {},
  ): Promise<SdkDevice> {
    const address = transport === 'Mqtt' ? connectionString : connectionString.replace(hub.hub.hostName, 'localhost');
    const client = device.Client.fromConnectionString(address, transports[transport]);
    // Without a listener, what fails in the background ends the process.
    client.on('error', () => undefined);
    // Over WebSockets the client insists on port 443, except of its agent.
    await client.setOptions({
      ca: hub.ca,
      mqtt: { webSocketAgent: hub.agent() },
      ...options,
    });
    await client.open();
    return new SdkDevice(client);
  }

  async send(text: string, properties: Readonly<Record<string, string>> = {}): Promise<void> {
    const message = new device.Message(text);
    for (const [key, value] of Object.entries(properties)) message.properties.add(key, value);
    await this.client.sendEvent(message);
  }

  report(twin: device.Twin, patch: object): Promise<void> {
    return new Promise((resolve, reject) => {
      twin.properties.reported['update'](patch, (error: Error | null) => (error ? reject(error) : resolve()));
    });
  }

  /** Answers a method with 200 and what was asked. */
  answerMethod(methodName: string): void {
    this.client.onDeviceMethod(methodName, (request, response) => {
      void response.send(200, { asked: request.payload as unknown });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }
}
