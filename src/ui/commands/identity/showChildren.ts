import * as vscode from 'vscode';
import { edgeScope } from '../../../domain/parentScope.ts';
import { deviceTarget } from '../../prompts/deviceTargets.ts';
import { hubOf } from '../../prompts/pickHub.ts';
import { pickDevice } from '../../prompts/pickDevice.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** Lists the devices below an edge device; the one that is picked shows its twin. */
export const showChildren = defineCommand({
  id: 'iotHub.showChildren',
  title: vscode.l10n.t('Show Children'),

  async run(services, node?: Partial<DeviceTarget>) {
    const edge = node?.deviceId === undefined ? await pickEdge(services, node) : await deviceTarget(services, node);
    const parentScope = edge && (await scopeWithChildren(services, edge));
    if (!edge || parentScope === undefined) return;

    const title = vscode.l10n.t('Children of {0}', edge.deviceId);
    const child = await pickDevice(edge.hub, { title, among: { parentScope } });
    if (child) await vscode.commands.executeCommand('iotHub.showTwin', child);
  },
});

async function pickEdge(services: Services, node?: Partial<DeviceTarget>): Promise<DeviceTarget | undefined> {
  const hub = await hubOf(services, node);
  return hub && pickDevice(hub, { title: vscode.l10n.t('Edge Device of {0}', hub.name), among: { iotEdge: true } });
}

/** The scope of a device that has children; says so if it has none. */
async function scopeWithChildren({ waits }: Services, { hub, deviceId }: DeviceTarget): Promise<string | undefined> {
  const { client } = await hub.connect();
  const title = vscode.l10n.t('Looking for children of {0}', deviceId);
  const scope = await withProgress(waits, title, async signal => {
    const parentScope = edgeScope(await client.getDevice(deviceId, signal));
    const { items } = await client.listDevices({ parentScope }, { pageSize: 1 }, signal);
    return items.length > 0 ? parentScope : undefined;
  });
  if (scope === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No device has {0} as its parent.', deviceId));
  }
  return scope;
}
