import { credentialsOf, readConnect } from './connectRequest.ts';
import type { Doorkeeper } from './mqttConnection.ts';
import { type DeviceContext, MqttDevice } from './mqttDevice.ts';

/** Lets the devices of a hub in. */
export function deviceDoor(context: DeviceContext): Doorkeeper {
  return (packet, presented, line) => {
    const request = readConnect(packet, context.gateway.hostNames);
    if ('refusal' in request) return request;

    const credentials = credentialsOf(packet, presented);
    if (!credentials) return { refusal: 'notAuthorized', detail: 'neither token nor certificate' };

    const device = new MqttDevice(request, line, context);
    const admission = context.gateway.connect(request.address, credentials, device);
    if (!admission.admitted) {
      const refusal = admission.reason === 'throttled' ? 'serverUnavailable' : 'notAuthorized';
      return { refusal, detail: admission.detail, name: `device "${request.address.deviceId}"` };
    }

    const { expiresAtMs, session } = admission;
    return {
      client: device,
      silenceMs: request.silenceMs,
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
      begin: () => device.begin(session),
    };
  };
}
