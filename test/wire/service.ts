import { createHmac } from 'node:crypto';
import { type Agent, request } from 'node:https';
import iotDevice from 'azure-iot-device';
import iotDeviceMqtt from 'azure-iot-device-mqtt';
import iothub from 'azure-iothub';
import type { LocalHub } from '../support/localHub.ts';

/** The official service client, for direct methods. */
export function serviceClient(hub: LocalHub): iothub.Client {
  const client = iothub.Client.fromConnectionString(hub.serviceConnectionString);
  const { _restApiClient: rest } = client as unknown as { _restApiClient: { setOptions(options: object): void } };
  rest.setOptions({ http: { agent: hub.agent() } });
  return client;
}

/** A connected device: the official client over MQTT. */
export async function connectDevice(hub: LocalHub, connectionString: string): Promise<iotDevice.Client> {
  const client = iotDevice.Client.fromConnectionString(connectionString, iotDeviceMqtt.Mqtt);
  client.on('error', () => undefined);
  await client.setOptions({ ca: hub.ca });
  await client.open();
  return client;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text for the Authorization header; the owner's token if absent, none if `null`. */
  readonly authorization?: string | null;
  /** Of another part of the same process. */
  readonly port?: number;
}

/** Sends a request as it is given, for what the official client would not send. */
export function rawRequest(hub: LocalHub, path: string, options: RawRequest = {}): Promise<Answer> {
  const { port = hub.hub.port } = options;
  return sendRequest(hub.agent({ port }), path, { authorization: ownerToken(hub), ...options });
}

export function sendRequest(agent: Agent, path: string, options: Omit<RawRequest, 'port'>): Promise<Answer> {
  const { method = 'GET', body, authorization = null } = options;
  const headers = { ...(authorization === null ? {} : { authorization }), ...options.headers };

  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, path, method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The service's number of a refusal, whichever of the two forms its body has. */
export function errorCodeOf({ text, headers }: Pick<Answer, 'text' | 'headers'>): number | string | undefined {
  const { Message } = JSON.parse(text) as { Message: string };
  if (!Message.startsWith('{')) return /^ErrorCode:(?<name>\w+);/.exec(Message)?.groups?.['name'];

  const { errorCode } = JSON.parse(Message) as { errorCode: number };
  return headers['iothub-errorcode'] === undefined ? undefined : errorCode;
}

export function policyToken(
  policy: string,
  key: string,
  { resource = 'localhost', expirySeconds = Math.floor(Date.now() / 1000) + 600 } = {},
): string {
  const text = `${encodeURIComponent(resource)}\n${expirySeconds}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  return `SharedAccessSignature sr=${encodeURIComponent(resource)}&sig=${encodeURIComponent(signature)}&se=${expirySeconds}&skn=${policy}`;
}

export function ownerKey(hub: LocalHub): string {
  return /SharedAccessKey=(?<key>.*)$/.exec(hub.hub.connectionString)?.groups?.['key'] ?? '';
}

function ownerToken(hub: LocalHub): string {
  return policyToken('iothubowner', ownerKey(hub));
}

/** A connected device: the official client with a certificate. */
export async function openWith(
  local: LocalHub,
  deviceId: string,
  { cert, key }: { readonly cert: string; readonly key: string },
  transport: typeof iotDeviceMqtt.Mqtt | typeof iotDeviceMqtt.MqttWs = iotDeviceMqtt.Mqtt,
) {
  const host = transport === iotDeviceMqtt.Mqtt ? local.hub.hostName : 'localhost';
  const client = iotDevice.Client.fromConnectionString(`HostName=${host};DeviceId=${deviceId};x509=true`, transport);
  client.on('error', () => undefined);
  await client.setOptions({ ca: local.ca, cert, key, mqtt: { webSocketAgent: local.agent({ cert, key }) } });
  await client.open();
  return client;
}
