import * as vscode from 'vscode';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { hubOf } from '../../prompts/pickHub.ts';
import { showSimulator } from '../../panels/simulatorPanel.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

/** Opens the simulator of a hub; devices that are selected in the tree are selected there. */
export const simulateDevices = defineCommand({
  id: 'iotHub.simulateDevices',
  title: vscode.l10n.t('Simulate Devices'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const targets = node?.deviceId === undefined ? [] : await deviceTargets(services, node, selected);
    const deviceIds = targets.filter(target => target.hub === hub).map(({ deviceId }) => deviceId);
    showSimulator(services, hub, deviceIds);
  },
});
