import type { AuthenticationProvider } from 'azure-iot-common';
import type { DeviceClientOptions } from 'azure-iot-device';
import { Mqtt, MqttWs } from 'azure-iot-device-mqtt';
import { proxyFor } from '../domain/network/proxySettings.ts';
import type { DeviceRoute } from '../protocol/simulatorProcess.ts';
import { type HubSignIn, reachedHost } from './hubSignIn.ts';
import { TunnelAgent } from './network/tunnelAgent.ts';

/** What a device speaks, and the options that its client has to have for it. */
export interface DeviceTransport {
  readonly transport: Mqtt;
  readonly settings: DeviceClientOptions;
  /** Present if it goes through a proxy. */
  readonly tunnel?: TunnelAgent;
}

/** MQTT; through a proxy, over WebSocket: a proxy lets only HTTPS through. @throws ProxyError `unusable` */
export function deviceTransport(
  signIn: HubSignIn,
  credentials: AuthenticationProvider,
  { ca, proxy: settings }: DeviceRoute,
): DeviceTransport {
  const hostName = reachedHost(signIn);
  const proxy = proxyFor(hostName, settings);
  const trust = ca === undefined ? {} : { ca };
  if (!proxy) return { transport: new Mqtt(credentials), settings: trust };

  const tunnel = new TunnelAgent(proxy, hostName);
  return { transport: new MqttWs(credentials), settings: { ...trust, mqtt: { webSocketAgent: tunnel } }, tunnel };
}
