import { ProvisioningDeviceClient } from 'azure-iot-provisioning-device';
import { Mqtt } from 'azure-iot-provisioning-device-mqtt';
import { SymmetricKeySecurityClient } from 'azure-iot-security-symmetric-key';
import { X509Security } from 'azure-iot-security-x509';
import * as z from 'zod/mini';
import type { DeviceProvisioning } from '../../protocol/simulatorProcess.ts';
import { settled } from '../settled.ts';
import { ClaimingMqtt } from './claimingMqtt.ts';

export interface ProvisioningRequest extends DeviceProvisioning {
  readonly apiVersion: string;
  /** The authority to trust, PEM. */
  readonly ca?: string;
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
 * Asks a provisioning service for a device's hub, by the official SDK over MQTT.
 * @throws the SDK's error, or AbortError if `signal` says so.
 */
export async function provisionDevice(request: ProvisioningRequest, signal: AbortSignal): Promise<Assignment> {
  const { hostName, idScope, apiVersion, ca } = request;
  // Each of the SDK's packages brings copies of the others, whose types are the same but for their private members.
  const connection = new ClaimingMqtt(apiVersion, ca) as unknown as ConstructorParameters<typeof Mqtt>[0];
  const transport = new Mqtt(connection);
  // Without a listener, an error in the background would end the process.
  transport.on('error', () => undefined);
  const client = ProvisioningDeviceClient.create(hostName, idScope, transport, securityOf(request));

  try {
    const registered = Promise.resolve(client.register());
    return assignment.parse(await settled(registered, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])));
  } catch (error) {
    await Promise.resolve(client.cancel()).catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}

function securityOf({ registrationId, proof }: ProvisioningRequest): SecurityClient {
  const security =
    'symmetricKey' in proof
      ? new SymmetricKeySecurityClient(registrationId, proof.symmetricKey)
      : new X509Security(registrationId, { cert: proof.certificate, key: proof.privateKey });
  return security as unknown as SecurityClient;
}
