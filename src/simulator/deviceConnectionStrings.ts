import { deviceConnectionString, isHubConnectionString, parseHubConnectionString } from '../domain/connectionString.ts';
import type { SimulatedDevice as DeviceToSimulate } from '../protocol/simulatorProcess.ts';
import { SimulatorError } from './simulatorError.ts';

/**
 * The devices with what they connect with. A hub's connection string serves all of them if its policy has the right
 * to connect devices (IoT Hub, "Control access with shared access signatures"): `iothubowner` and `device` have it.
 */
export function withConnectionStrings(
  deviceIds: readonly string[],
  connectionString: string | undefined,
  variable: string,
): DeviceToSimulate[] {
  if (!connectionString) throw new SimulatorError({ kind: 'noConnectionString', variable });

  const own = /(?:^|;)DeviceId=(?<deviceId>[^;]+)/.exec(connectionString)?.groups?.['deviceId'];
  if (own !== undefined) return onlyDevice(own, deviceIds, connectionString, variable);

  const hub = parseHubConnectionString(connectionString);
  if (!isHubConnectionString(hub)) throw new SimulatorError({ kind: 'badConnectionString', variable });

  const policy = `;SharedAccessKeyName=${hub.sharedAccessKeyName}`;
  return deviceIds.map(deviceId => ({
    deviceId,
    connectionString: deviceConnectionString(hub.hostName, deviceId, hub.sharedAccessKey).reveal() + policy,
  }));
}

function onlyDevice(
  own: string,
  deviceIds: readonly string[],
  connectionString: string,
  variable: string,
): DeviceToSimulate[] {
  if (deviceIds.some(deviceId => deviceId !== own)) {
    throw new SimulatorError({ kind: 'otherDevice', variable, deviceId: own });
  }
  return [{ deviceId: own, connectionString }];
}
