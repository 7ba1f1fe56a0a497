import type { DeviceIdentity, DeviceTwin } from './device.ts';
import type { DeviceFilter } from './deviceFilter.ts';
import type { DirectMethodCall, DirectMethodResult } from './directMethod.ts';
import type { JsonObject } from './json.ts';
import type { Page } from './page.ts';

export interface DeviceStatistics {
  readonly totalDeviceCount: number;
  readonly enabledDeviceCount: number;
  readonly disabledDeviceCount: number;
  readonly connectedDeviceCount: number;
}

export interface PageRequest {
  /** 1 to 1,000. */
  readonly pageSize: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/**
 * One hub, local or in Azure. Every call throws a `HubError` when the hub or the network fails, an `AbortError` when
 * `signal` says so, and retries what is safe to retry by itself.
 */
export interface HubClient {
  /** Host and, if it is not 443, port: the name that connection strings carry. */
  readonly hostName: string;
  listDevices(filter: DeviceFilter, page: PageRequest, signal?: AbortSignal): Promise<Page<DeviceTwin>>;
  getTwin(deviceId: string, signal?: AbortSignal): Promise<DeviceTwin>;
  getDevice(deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity>;
  /** Creates an enabled device whose keys the hub generates. */
  createDevice(deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity>;
  deleteDevice(deviceId: string, signal?: AbortSignal): Promise<void>;
  /** Never sends a call twice that may have reached the device. */
  invokeMethod(deviceId: string, call: DirectMethodCall, signal?: AbortSignal): Promise<DirectMethodResult>;
  statistics(signal?: AbortSignal): Promise<DeviceStatistics>;
  /** A page of the rows of a query, in the words of the hub's query language. A hub allows few of them: 20 a minute on S1. */
  query(text: string, page: PageRequest, signal?: AbortSignal): Promise<Page<JsonObject>>;
}
