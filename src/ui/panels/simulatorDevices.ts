import * as vscode from 'vscode';
import { deviceConnectionString } from '../../domain/connectionString.ts';
import type { DeviceIdentity } from '../../domain/device.ts';
import { HubError } from '../../domain/hubError.ts';
import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import type { HubConnection } from '../support/hub.ts';

/** A device with what it connects with, or the reason why it cannot be simulated. */
export type SimulatorDevice =
  | { readonly deviceId: string; readonly connectionString: string }
  | { readonly deviceId: string; readonly problem: string };

/** Few, because a hub in Azure allows some hundred look-ups a minute. */
const lookUpsAtOnce = 8;

/** Looks up the keys of devices in the hub. A device that is missing or has no key gets a problem; a hub that fails throws. */
export function simulatorDevices(
  { client, endpoint }: HubConnection,
  deviceIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly SimulatorDevice[]> {
  return mapConcurrently(deviceIds, lookUpsAtOnce, async deviceId => {
    try {
      return simulatorDevice(endpoint.hostName, await client.getDevice(deviceId, signal));
    } catch (error) {
      if (!HubError.is(error, 'deviceNotFound')) throw error;
      return { deviceId, problem: error.message };
    }
  });
}

function simulatorDevice(hostName: string, { deviceId, status, primaryKey }: DeviceIdentity): SimulatorDevice {
  if (status === 'disabled') return { deviceId, problem: vscode.l10n.t('The device is disabled.') };
  if (!primaryKey) {
    return {
      deviceId,
      problem: vscode.l10n.t('The device has no key: only devices with a shared key can be simulated.'),
    };
  }
  return { deviceId, connectionString: deviceConnectionString(hostName, deviceId, primaryKey).reveal() };
}
