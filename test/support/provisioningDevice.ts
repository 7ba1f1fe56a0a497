import type { AgentOptions } from 'node:https';
import provisioningDevice from 'azure-iot-provisioning-device';
import provisioningHttp from 'azure-iot-provisioning-device-http';
import provisioningMqtt from 'azure-iot-provisioning-device-mqtt';
import symmetricKey from 'azure-iot-security-symmetric-key';
import x509 from 'azure-iot-security-x509';
import type { LocalHub } from './localHub.ts';

export const provisioningTransports = ['mqtt', 'mqttWs', 'http'] as const;
export type ProvisioningTransport = (typeof provisioningTransports)[number];

/** How a device proves who it is: by a key, or by a certificate whose common name is its registration id. */
export type DeviceProof = { readonly key: string } | { readonly cert: string; readonly key: string };

export interface ProvisioningAsk {
  readonly registrationId: string;
  readonly proof: DeviceProof;
  readonly transport?: ProvisioningTransport;
  /** For a custom allocation. */
  readonly payload?: object;
  /** That of the service unless said. */
  readonly idScope?: string;
}

/** What the official client makes of the service's last answer. */
export interface Assignment {
  readonly assignedHub: string;
  readonly deviceId: string;
  readonly status: string;
  readonly substatus?: string;
  readonly payload?: unknown;
}

/** Asks for the device's hub, with the official client, unmodified. @throws what the client's `register` throws. */
export async function provision(hub: LocalHub, ask: ProvisioningAsk): Promise<Assignment> {
  const { hostName, idScope } = hub.provisioning;
  const { registrationId, proof, transport: name = 'mqtt', payload } = ask;
  const client = provisioningDevice.ProvisioningDeviceClient.create(
    hostName,
    ask.idScope ?? idScope,
    transportOf(hub, name) as never,
    securityOf(registrationId, proof) as never,
  );
  if (payload) client.setProvisioningPayload(payload);

  return (await client.register()) as unknown as Assignment;
}

/** The version of the device API that official clients of this process say that they have. */
export function claimApiVersion(version: string): void {
  provisioningDevice.ProvisioningDeviceConstants.apiVersion = version;
}

function securityOf(registrationId: string, proof: DeviceProof): object {
  return 'cert' in proof
    ? new x509.X509Security(registrationId, proof)
    : new symmetricKey.SymmetricKeySecurityClient(registrationId, proof.key);
}

/** The clients have no public way to name an authority, nor, but for MQTT, a port. */
function transportOf(hub: LocalHub, name: ProvisioningTransport): object {
  const agent = (more: AgentOptions = {}) => hub.agent({ port: hub.provisioning.port, ...more });
  switch (name) {
    case 'mqtt': {
      const transport = new provisioningMqtt.Mqtt();
      baseOf(transport, '_mqttBase').setOptions({ ca: hub.ca });
      return transport;
    }
    case 'mqttWs': {
      const transport = new provisioningMqtt.MqttWs();
      Object.assign(transport, {
        _getConnectionUri: () => `wss://${hub.provisioning.hostName}/$iothub/websocket`,
      });
      baseOf(transport, '_mqttBase').setOptions({ mqtt: { webSocketAgent: agent() } });
      return transport;
    }
    case 'http': {
      const transport = new provisioningHttp.Http();
      baseOf(transport, '_httpBase').setOptions({ http: { agent: agent({ host: 'localhost' }) } });
      return transport;
    }
  }
}

function baseOf(transport: object, field: string): { setOptions(options: object): void } {
  return (transport as Readonly<Record<string, { setOptions(options: object): void }>>)[field] ?? { setOptions() {} };
}
