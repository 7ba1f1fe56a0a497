import * as vscode from 'vscode';
import { deviceConnectionString } from '../../domain/connectionString.ts';
import type { DeviceIdentity, DeviceTwin } from '../../domain/device.ts';
import { HubError } from '../../domain/hubError.ts';
import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PickableDevice } from '../../protocol/simulatorPage.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { OpenSource, SimulationSource, SimulatorDevice } from './simulationSource.ts';

/** Few, because a hub in Azure allows some hundred look-ups a minute. */
const lookUpsAtOnce = 8;

/** The devices of a hub, simulated with the keys that it has. */
export class HubSource implements SimulationSource {
  readonly provisioned = false;

  constructor(private readonly hub: Hub) {}

  get id(): string {
    return this.hub.id;
  }

  get name(): string {
    return this.hub.name;
  }

  async list(idPrefix: string, page: PageRequest): Promise<Page<PickableDevice>> {
    const { client } = await this.hub.connect();
    const { items, ...rest } = await client.listDevices(idPrefix === '' ? {} : { idPrefix }, page);
    return { items: items.map(pickable), ...rest };
  }

  /** A device that is missing or has no key gets a problem; a hub that fails throws. */
  async open(): Promise<OpenSource> {
    const { client, endpoint } = await this.hub.connect();
    const devices: OpenSource['devices'] = (deviceIds, signal) =>
      mapConcurrently(deviceIds, lookUpsAtOnce, async deviceId => {
        try {
          return simulatorDevice(endpoint.hostName, await client.getDevice(deviceId, signal));
        } catch (error) {
          if (!HubError.is(error, 'deviceNotFound')) throw error;
          return { deviceId, problem: error.message };
        }
      });
    return { devices, ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }) };
  }

  hubIdOf(): string {
    return this.hub.id;
  }

  hubNames(): Promise<Readonly<Record<string, string>>> {
    return Promise.resolve({});
  }
}

function pickable({ deviceId, status, connectionState }: DeviceTwin): PickableDevice {
  return { deviceId, enabled: status === 'enabled', connected: connectionState === 'Connected' };
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
