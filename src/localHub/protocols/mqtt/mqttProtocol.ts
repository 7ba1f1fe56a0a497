import type { DeviceGateway } from '../../iotHub/deviceSide.ts';
import type { Log } from '../../log.ts';
import { deviceDoor } from './deviceDoor.ts';
import { MqttServer } from './mqttServer.ts';

export interface MqttOptions {
  readonly gateway: DeviceGateway;
  readonly log: Log;
  readonly now?: () => number;
}

/** MQTT for the devices of a hub. */
export class MqttProtocol extends MqttServer {
  constructor({ gateway, log, now = Date.now }: MqttOptions) {
    super({ doorkeeper: deviceDoor({ gateway, log, now, unacknowledged: new Map() }), log, now });
  }
}
