import type { Json } from '../../domain/json.ts';
import type { ProvisioningDecision } from '../../domain/provisioning/decideProvisioning.ts';
import type { InitialTwin } from '../../domain/provisioning/enrollment.ts';
import type { DeviceCapabilities } from '../../domain/device.ts';
import type { AttestedDevice } from './attestedDevice.ts';

/** A device's request, as it is kept until it is done. JSON as it stands. */
export interface DeviceRequest {
  readonly device: AttestedDevice;
  /** Version of the device API, as `2019-03-31`. */
  readonly apiVersion: string;
  /** For a custom allocation. */
  readonly payload?: Json;
}

/** What is to be done with a device, decided to the end. JSON as it stands. */
export interface Plan {
  readonly decision: ProvisioningDecision;
  /** The hub on which the device is then. */
  readonly hubName: string;
  /** The hub that it leaves. */
  readonly leavesHubName?: string;
  readonly deviceId: string;
  /** Of a device that arrives: who finds it knows that it has arrived. */
  readonly generationId: string;
  readonly initialTwin: InitialTwin;
  readonly capabilities: DeviceCapabilities;
  /** What a custom allocation gave for the device. */
  readonly payload?: Json;
}
