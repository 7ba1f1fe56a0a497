import type { IConnectPacket } from 'mqtt-packet';
import { apiVersions } from '../../iotHub/apiVersions.ts';
import type { DeviceAddress, DeviceCredentials, PresentedCertificate } from '../../iotHub/deviceSide.ts';
import { eventTopics } from './deviceTopics.ts';
import type { DeviceRequest } from './deviceRequest.ts';
import { parsePublishTopic } from './deviceRequest.ts';

/** Return codes of CONNACK [MQTT 3.1.1, 3.2.2.3]. */
export const returnCodes = {
  accepted: 0,
  unacceptableProtocol: 1,
  serverUnavailable: 3,
  badUserName: 4,
  notAuthorized: 5,
} as const;

export type Refusal = Exclude<keyof typeof returnCodes, 'accepted'>;

export interface ConnectRequest {
  readonly address: DeviceAddress;
  readonly clean: boolean;
  /** How long the client may be silent; the service never waits longer than {@link longestSilenceMs}. */
  readonly silenceMs: number;
  readonly will?: { readonly propertyBag: string; readonly payload: Buffer };
}

/** `detail` is for the log. `dropped`: closed without a word. */
export interface Refused {
  readonly refusal: Refusal | 'dropped';
  readonly detail: string;
}

/** 1.5 times the longest keep-alive that the service honours. */
const longestSilenceMs = 1767_000;

/**
 * Checks all of a CONNECT but the credentials, by the rules of IoT Hub, "Communicate with your IoT hub using the MQTT
 * protocol". Which return code the service gives for a client id that does not fit is written nowhere: we take "not
 * authorized".
 * @param hostNames the names of the hub, lower case, without port.
 */
export function readConnect(packet: IConnectPacket, hostNames: ReadonlySet<string>): ConnectRequest | Refused {
  if (packet.protocolVersion !== 4) return refused('unacceptableProtocol', 'only MQTT 3.1.1 is spoken here');

  const user = parseUserName(packet.username ?? '');
  if (!user)
    return refused('badUserName', 'the user name is not {host}/{device id}[/{module id}]/?api-version={version}');
  if (!hostNames.has(user.hostName)) return refused('badUserName', `this hub is not named "${user.hostName}"`);
  if (!apiVersions.has(user.apiVersion)) return refused('badUserName', `unknown api-version "${user.apiVersion}"`);
  if (packet.clientId !== user.clientId) return refused('notAuthorized', 'client id and user name name two devices');

  const will = packet.will && readWill(packet.will, user.address);
  if (packet.will && !will) return refused('dropped', 'the topic of the will is not the one for telemetry');

  return {
    address: user.address,
    clean: packet.clean ?? true,
    silenceMs: silenceMs(packet.keepalive ?? 0),
    ...(will && { will }),
  };
}

interface UserName {
  readonly hostName: string;
  readonly address: DeviceAddress;
  readonly clientId: string;
  readonly apiVersion: string;
}

/** `{host}[:port]/{deviceId}[/{moduleId}]/?api-version=…&…`; ids may have question marks, but no slash. */
function parseUserName(userName: string): UserName | undefined {
  const end = userName.lastIndexOf('/?');
  const [host = '', deviceId = '', moduleId, ...rest] = userName.slice(0, Math.max(end, 0)).split('/');
  if (host === '' || deviceId === '' || moduleId === '' || rest.length > 0) return undefined;

  return {
    hostName: host.replace(/:\d+$/, '').toLowerCase(),
    address: { deviceId, ...(moduleId !== undefined && { moduleId }) },
    clientId: moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`,
    apiVersion: new URLSearchParams(userName.slice(end + 2)).get('api-version') ?? '',
  };
}

/** A token counts before a certificate. */
export function credentialsOf(
  { password }: IConnectPacket,
  presented: () => PresentedCertificate | undefined,
): DeviceCredentials | undefined {
  if (password && password.length > 0) return { kind: 'sas', token: password.toString() };

  const certificate = presented();
  return certificate && { kind: 'x509', certificate };
}

/** The server allows one and a half times the keep-alive [MQTT-3.1.2-24]; 0 would be no limit, the service has one. */
export function silenceMs(keepAliveSeconds: number): number {
  return keepAliveSeconds === 0 ? longestSilenceMs : Math.min(keepAliveSeconds * 1500, longestSilenceMs);
}

function readWill(will: NonNullable<IConnectPacket['will']>, address: DeviceAddress): ConnectRequest['will'] {
  const request: DeviceRequest | undefined = parsePublishTopic(will.topic, eventTopics(address));
  if (request?.kind !== 'telemetry') return undefined;

  return { propertyBag: request.propertyBag, payload: Buffer.from(will.payload) };
}

function refused(refusal: Refused['refusal'], detail: string): Refused {
  return { refusal, detail };
}
