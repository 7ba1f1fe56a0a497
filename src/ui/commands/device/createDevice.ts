import * as vscode from 'vscode';
import { deviceIdProblem } from '../../prompts/deviceIdProblem.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import type { Hub } from '../../support/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

export const createDevice = defineCommand({
  id: 'iotHub.createDevice',
  title: vscode.l10n.t('Create Device'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    const deviceId = hub && (await askDeviceId(hub));
    if (!hub || deviceId === undefined) return;

    await withProgress(services.waits, vscode.l10n.t('Creating {0}', deviceId), async signal => {
      const { client } = await hub.connect();
      await client.createDevice(deviceId, signal);
      await show(services, hub, deviceId, signal);
    });
    await vscode.commands.executeCommand('setContext', 'iotHub.deviceCreated', true);
  },
});

function askDeviceId(hub: Hub): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Create Device in {0}', hub.name),
    prompt: vscode.l10n.t('Device id. The hub generates its keys.'),
    placeHolder: 'door-017',
    validateInput: id => (id === '' ? undefined : deviceIdProblem(id)),
  });
}

async function show({ hubTree }: Services, hub: Hub, deviceId: string, signal: AbortSignal): Promise<void> {
  const { devices } = hubTree.nodeOf(hub);
  await devices.insert(deviceId, signal);
  await hubTree.view.reveal(devices.find(deviceId) ?? devices, { select: true, expand: true });
}
