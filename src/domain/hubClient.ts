import type { DeviceIdentity, DeviceTwin } from './device.ts';
import type { DeviceFilter } from './deviceFilter.ts';
import type { DirectMethodCall, DirectMethodResult } from './directMethod.ts';
import type { Page } from './page.ts';
import type { TwinPatch } from './twin/twinPatch.ts';

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

/** Who has a twin: a device, or with `moduleId` one of its modules. */
export interface TwinOwner {
  readonly deviceId: string;
  readonly moduleId?: string;
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
  getModuleTwin(deviceId: string, moduleId: string, signal?: AbortSignal): Promise<DeviceTwin>;
  /**
   * Patches the twin of a device, or of one of its modules, if it still has `etag`, and gives the new twin.
   * @throws HubError `etagMismatch` if somebody changed it in between.
   */
  updateTwin(of: TwinOwner, patch: TwinPatch, etag: string, signal?: AbortSignal): Promise<DeviceTwin>;
  getDevice(deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity>;
  /** Creates an enabled device whose keys the hub generates. */
  createDevice(deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity>;
  deleteDevice(deviceId: string, signal?: AbortSignal): Promise<void>;
  /** Never sends a call twice that may have reached the device. */
  invokeMethod(deviceId: string, call: DirectMethodCall, signal?: AbortSignal): Promise<DirectMethodResult>;
  statistics(signal?: AbortSignal): Promise<DeviceStatistics>;
}
