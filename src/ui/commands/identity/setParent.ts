import * as vscode from 'vscode';
import { edgeScope } from '../../../domain/parentScope.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { howMany } from '../../prompts/howMany.ts';
import { pickDevice } from '../../prompts/pickDevice.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';
import { changeParent } from './changeParent.ts';

/** What a key binding can give, so that nothing is asked. */
interface ParentArgument extends Partial<DeviceTarget> {
  readonly parentId?: string;
}

/** Puts devices under an edge device of their hub. */
export const setParent = defineCommand({
  id: 'iotHub.setParent',
  title: vscode.l10n.t('Set Parent'),

  async run(services, node?: ParentArgument, selected?: readonly unknown[]) {
    const picked = await deviceTargets(services, node, selected);
    const hub = picked[0]?.hub;
    // A parent is of the same hub as its children.
    const targets = picked.filter(target => target.hub === hub);
    const title = vscode.l10n.t('Parent of {0}: an Edge Device', howMany(targets));
    const parentId = hub && (node?.parentId ?? (await pickDevice(hub, { title, among: { iotEdge: true } }))?.deviceId);
    if (!hub || parentId === undefined) return;

    const { client } = await hub.connect();
    const reading = vscode.l10n.t('Reading the identity of {0}', parentId);
    const parent = await withProgress(services.waits, reading, signal => client.getDevice(parentId, signal));
    await changeParent(services, targets, edgeScope(parent));
  },
});
