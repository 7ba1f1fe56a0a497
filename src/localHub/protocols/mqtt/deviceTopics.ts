import type { CloudToDeviceMessage, DeviceAddress } from '../../iotHub/deviceSide.ts';
import { formatPropertyBag } from './propertyBag.ts';

/** Where the topics of a device or module begin. The first is what azure-iot-device writes and understands. */
export function addressPaths(address: DeviceAddress): readonly string[] {
  // Ids with characters that topics reserve come as they are or, from some clients, URL-encoded.
  return [...new Set([addressPath(address, id => id), addressPath(address, encodeURIComponent)])];
}

/** The topics to which a device or module may send telemetry, without the slash and the property bag at the end. */
export function eventTopics(address: DeviceAddress): readonly string[] {
  return addressPaths(address).map(path => `${path}/messages/events`);
}

export function messageTopic(address: DeviceAddress, message: CloudToDeviceMessage): string {
  return `${addressPath(address, id => id)}/messages/devicebound/${formatPropertyBag(message)}`;
}

export function methodTopic(methodName: string, requestId: string): string {
  return `$iothub/methods/POST/${methodName}/?$rid=${requestId}`;
}

export function twinResultTopic(requestId: string, status: number, version?: number): string {
  const end = version === undefined ? '' : `&$version=${version}`;

  return `$iothub/twin/res/${status}/?$rid=${requestId}${end}`;
}

export function desiredTopic(version: number): string {
  return `$iothub/twin/PATCH/properties/desired/?$version=${version}`;
}

function addressPath({ deviceId, moduleId }: DeviceAddress, encode: (id: string) => string): string {
  return moduleId === undefined
    ? `devices/${encode(deviceId)}`
    : `devices/${encode(deviceId)}/modules/${encode(moduleId)}`;
}
