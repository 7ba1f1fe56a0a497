import type { HubConfigurations } from './configuration/deviceConfiguration.ts';
import type { DeviceIdentity, DeviceTwin, Identity, ModuleIdentity } from './device.ts';
import type { DeviceSelection } from './deviceFilter.ts';
import type { DirectMethodCall, DirectMethodResult } from './directMethod.ts';
import type { IdentityAddress, ModuleAddress } from './identityAddress.ts';
import type { IdentityChange, NewDevice, NewModule } from './identityChange.ts';
import type { HubJobs } from './jobs/hubJobs.ts';
import type { JsonObject } from './json.ts';
import type { Page, PageRequest } from './page.ts';
import type { BulkEntry } from './transfer/bulkEntry.ts';
import type { HubTransferJobs } from './transfer/transferJob.ts';
import type { TwinPatch } from './twin/twinPatch.ts';

export interface DeviceStatistics {
  readonly totalDeviceCount: number;
  readonly enabledDeviceCount: number;
  readonly disabledDeviceCount: number;
  readonly connectedDeviceCount: number;
}

/** A device with which a bulk operation did not do what it should. */
export interface DeviceFailure {
  readonly deviceId: string;
  /** A `HubError`, or an `AbortError` if it was not its turn yet when the operation was cancelled. */
  readonly error: unknown;
}

/** What a hub did not do of a bulk request, and why: a `HubError`. */
export interface BulkFailure {
  readonly entry: BulkEntry;
  readonly error: Error;
}

/** How a bulk operation ends, and who hears how far it is. */
export interface BulkOptions {
  readonly signal?: AbortSignal;
  /** With the number of devices that are done, well or not. */
  readonly onProgress?: (count: number) => void;
}

/**
 * One hub, local or in Azure. Every call throws a `HubError` when the hub or the network fails, an `AbortError` when
 * `signal` says so, and retries what is safe to retry by itself.
 */
export interface HubClient {
  /** Host and, if it is not 443, port: the name that connection strings carry. */
  readonly hostName: string;
  readonly jobs: HubJobs;
  readonly configurations: HubConfigurations;
  listDevices(selection: DeviceSelection, page: PageRequest, signal?: AbortSignal): Promise<Page<DeviceTwin>>;
  getTwin(deviceId: string, signal?: AbortSignal): Promise<DeviceTwin>;
  getModuleTwin(deviceId: string, moduleId: string, signal?: AbortSignal): Promise<DeviceTwin>;
  /**
   * Patches the twin of a device, or of one of its modules, if it still has `etag`, and gives the new twin.
   * @throws HubError `etagMismatch` if somebody changed it in between.
   */
  updateTwin(of: IdentityAddress, patch: TwinPatch, etag: string, signal?: AbortSignal): Promise<DeviceTwin>;
  getDevice(deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity>;
  /** An id alone makes an enabled device whose keys the hub generates. */
  createDevice(device: string | NewDevice, signal?: AbortSignal): Promise<DeviceIdentity>;
  deleteDevice(deviceId: string, signal?: AbortSignal): Promise<void>;
  /** Creates any number of devices, 100 in a request. Gives those that were not created. */
  createDevices(devices: readonly NewDevice[], options?: BulkOptions): Promise<readonly DeviceFailure[]>;
  /** Deletes any number of devices, 100 in a request. Gives those that were not deleted. */
  deleteDevices(deviceIds: readonly string[], options?: BulkOptions): Promise<readonly DeviceFailure[]>;
  getIdentity(address: IdentityAddress, signal?: AbortSignal): Promise<Identity>;
  /**
   * Changes an identity as it is at that moment: `change` is asked again with the new one if it was changed meanwhile.
   * @throws what `change` throws, too.
   */
  updateIdentity(
    address: IdentityAddress,
    change: (identity: Identity) => IdentityChange,
    signal?: AbortSignal,
  ): Promise<Identity>;
  listModules(deviceId: string, signal?: AbortSignal): Promise<readonly ModuleIdentity[]>;
  createModule(module: NewModule, signal?: AbortSignal): Promise<ModuleIdentity>;
  deleteModule(address: ModuleAddress, signal?: AbortSignal): Promise<void>;
  /** Never sends a call twice that may have reached the device. */
  invokeMethod(deviceId: string, call: DirectMethodCall, signal?: AbortSignal): Promise<DirectMethodResult>;
  /** As {@link HubClient.invokeMethod}, on a module. */
  invokeModuleMethod(address: ModuleAddress, call: DirectMethodCall, signal?: AbortSignal): Promise<DirectMethodResult>;
  readonly transferJobs: HubTransferJobs;
  statistics(signal?: AbortSignal): Promise<DeviceStatistics>;
  /** A page of the rows of a query, in the words of the hub's query language. A hub allows few of them: 20 a minute on S1. */
  query(text: string, page: PageRequest, signal?: AbortSignal): Promise<Page<JsonObject>>;
  /**
   * As {@link HubClient.query}, of devices or modules as twins, for what reads many: waits for a hub that throttles for as
   * long as it takes.
   */
  queryTwins(text: string, page: PageRequest, signal?: AbortSignal): Promise<Page<DeviceTwin>>;
  /** The first 1,000 devices, with their keys, in one request. */
  listIdentities(signal?: AbortSignal): Promise<readonly DeviceIdentity[]>;
  /**
   * Does one thing each with up to 100 devices and modules, in one request, and gives those with which it was not done.
   * Waits for a hub that throttles for as long as it takes; `signal` ends the wait, and never a request on its way.
   */
  runBulk(entries: readonly BulkEntry[], signal?: AbortSignal): Promise<readonly BulkFailure[]>;
}
