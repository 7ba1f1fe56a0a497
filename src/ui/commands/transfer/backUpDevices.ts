import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { exportToFile } from './exportDevices.ts';

export const backUpDevices = defineCommand({
  id: 'iotHub.backUpDevices',
  title: vscode.l10n.t('Back Up Devices'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (hub) await backUp(services, hub);
  },
});

/** Exports all that an import can bring back: without its keys a device that was deleted could never connect again. */
export async function backUp(services: Services, hub: Hub): Promise<boolean> {
  const agreed = await confirm({
    question: vscode.l10n.t('Back up all devices of {0}, with their keys?', hub.name),
    detail: vscode.l10n.t(
      'Who has the file can connect as any of these devices. Keep it where only you can read it, and delete it when you no longer need it. More than 1,000 devices take a request to the hub each.',
    ),
    action: vscode.l10n.t('Back Up'),
  });
  return agreed && exportToFile(services, hub, { keys: true, twins: true, modules: true });
}
