import type { AttestedDevice } from '../../../provisioning/attestedDevice.ts';
import type { DeviceProvisioning } from '../../../provisioning/deviceProvisioning.ts';
import type { DeviceClaim } from '../../../provisioning/attestation.ts';
import { ProvisioningFault } from '../../../provisioning/provisioningFault.ts';
import { credentialsOf } from '../connectRequest.ts';
import type { Doorkeeper } from '../mqttConnection.ts';
import { ProvisioningClient } from './provisioningClient.ts';
import { readProvisioningConnect } from './provisioningConnect.ts';

/** Lets the devices of a provisioning service in. */
export function provisioningDoor(service: DeviceProvisioning): Doorkeeper {
  return (packet, presented, line) => {
    const connect = readProvisioningConnect(packet);
    if ('refusal' in connect) return connect;

    const { idScope, registrationId, apiVersion, silenceMs } = connect;
    const device = attest(service, { idScope, registrationId, credentials: credentialsOf(packet, presented) });
    if (typeof device === 'string') {
      return { refusal: 'notAuthorized', detail: device, name: `device "${registrationId}"` };
    }
    const client = new ProvisioningClient({ service, device, apiVersion, line });
    const { expiresAtMs } = device;
    return {
      client,
      silenceMs,
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
      begin: () => client.begin(),
    };
  };
}

/** The device, or why it is none. */
function attest(service: DeviceProvisioning, claim: DeviceClaim): AttestedDevice | string {
  try {
    return service.attest(claim);
  } catch (error) {
    if (error instanceof ProvisioningFault) return error.message;
    throw error;
  }
}
