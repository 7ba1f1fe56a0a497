import type { IConnectPacket } from 'mqtt-packet';
import { sameRegistrationId } from '../../../../domain/provisioning/registrationId.ts';
import { isDeviceApiVersion } from '../../../provisioning/deviceApiVersion.ts';
import { type Refused, silenceMs } from '../connectRequest.ts';

/** Who connects to a provisioning service, and how it will ask. */
export interface ProvisioningConnect {
  readonly idScope: string;
  readonly registrationId: string;
  readonly apiVersion: string;
  readonly silenceMs: number;
}

/** `{idScope}/registrations/{registrationId}/api-version={version}&ClientVersion={client}` */
const userNamePattern = /^(?<idScope>[^/]+)\/registrations\/(?<registrationId>[^/]+)\/\??(?<query>.*)$/i;

/**
 * Checks all of a CONNECT but the credentials: IoT DPS, "Communicate with DPS using the MQTT protocol". The client id
 * is the registration id; sessions are never kept.
 */
export function readProvisioningConnect(packet: IConnectPacket): ProvisioningConnect | Refused {
  if (packet.protocolVersion !== 4)
    return { refusal: 'unacceptableProtocol', detail: 'only MQTT 3.1.1 is spoken here' };

  const { idScope, registrationId, query } = userNamePattern.exec(packet.username ?? '')?.groups ?? {};
  if (!idScope || !registrationId) {
    const form = '{id scope}/registrations/{registration id}/api-version={version}';
    return { refusal: 'badUserName', detail: `the user name is not ${form}` };
  }
  const apiVersion = new URLSearchParams(query).get('api-version') ?? '';
  if (!isDeviceApiVersion(apiVersion)) {
    return { refusal: 'badUserName', detail: `unknown api-version "${apiVersion}"` };
  }
  if (!sameRegistrationId(packet.clientId, registrationId)) {
    return { refusal: 'notAuthorized', detail: 'client id and user name name two devices' };
  }
  return { idScope, registrationId, apiVersion, silenceMs: silenceMs(packet.keepalive ?? 0) };
}
