import { ProvisioningDeviceClient } from 'azure-iot-provisioning-device';
import { Mqtt, MqttWs } from 'azure-iot-provisioning-device-mqtt';
import { SymmetricKeySecurityClient } from 'azure-iot-security-symmetric-key';
import { X509Security } from 'azure-iot-security-x509';
import * as z from 'zod/mini';
import { proxyFor } from '../../domain/network/proxySettings.ts';
import type { DeviceProvisioning, DeviceRoute } from '../../protocol/simulatorProcess.ts';
import { TunnelAgent } from '../network/tunnelAgent.ts';
import { settled } from '../settled.ts';
import { ClaimingMqtt } from './claimingMqtt.ts';

export interface ProvisioningRequest extends DeviceProvisioning, DeviceRoute {
  readonly apiVersion: string;
}

type SecurityClient = Parameters<typeof ProvisioningDeviceClient.create>[3];

const assignment = z.object({
  assignedHub: z.string(),
  deviceId: z.string(),
  /** Why it is this hub; services of before 2018 do not say. */
  substatus: z.optional(z.nullable(z.string())),
});
export type Assignment = z.infer<typeof assignment>;

/** A service may take its time while it moves a device's data. */
const timeoutMs = 60_000;

/**
 * Asks a provisioning service for a device's hub, by the official SDK over MQTT, through a proxy over WebSocket.
 * @throws the SDK's error, ProxyError, or AbortError if `signal` says so.
 */
export async function provisionDevice(request: ProvisioningRequest, signal: AbortSignal): Promise<Assignment> {
  const { hostName, idScope } = request;
  const { transport, tunnel } = transportOf(request);
  // Without a listener, an error in the background would end the process.
  transport.on('error', () => undefined);
  const client = ProvisioningDeviceClient.create(hostName, idScope, transport, securityOf(request));

  try {
    const registered = Promise.resolve(client.register());
    return assignment.parse(await settled(registered, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])));
  } catch (error) {
    await Promise.resolve(client.cancel()).catch(() => undefined);
    signal.throwIfAborted();
    throw tunnel?.problem ?? error;
  }
}

function transportOf({ hostName, apiVersion, ca, proxy: settings }: ProvisioningRequest) {
  const proxy = proxyFor(hostName, settings);
  const tunnel = proxy && new TunnelAgent(proxy, hostName);
  const options = {
    ...(ca === undefined ? {} : { ca }),
    ...(tunnel ? { mqtt: { webSocketAgent: tunnel } } : {}),
  };
  // Each of the SDK's packages brings copies of the others, whose types are the same but for their private members.
  const connection = new ClaimingMqtt(apiVersion, options) as unknown as ConstructorParameters<typeof Mqtt>[0];
  return { transport: tunnel ? new MqttWs(connection) : new Mqtt(connection), tunnel };
}

function securityOf({ registrationId, proof }: ProvisioningRequest): SecurityClient {
  const security =
    'symmetricKey' in proof
      ? new SymmetricKeySecurityClient(registrationId, proof.symmetricKey)
      : new X509Security(registrationId, { cert: proof.certificate, key: proof.privateKey });
  return security as unknown as SecurityClient;
}
