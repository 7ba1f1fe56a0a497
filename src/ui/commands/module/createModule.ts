import * as vscode from 'vscode';
import { askIdentity } from '../../prompts/askIdentity.ts';
import { deviceTarget } from '../../prompts/deviceTargets.ts';
import { createAuthenticated } from '../../support/device/createAuthenticated.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { tellCertificate } from '../../support/device/tellCertificate.ts';
import { defineCommand } from '../command.ts';

export const createModule = defineCommand({
  id: 'iotHub.createModule',
  title: vscode.l10n.t('Create Module'),

  async run(services, node?: Partial<DeviceTarget>) {
    const target = await deviceTarget(services, node);
    if (!target) return;

    const { hub, deviceId } = target;
    const title = vscode.l10n.t('Create Module of {0}', deviceId);
    const draft = await askIdentity({ title, prompt: vscode.l10n.t('Module id'), placeholder: 'camera' });
    if (!draft) return;

    const moduleId = draft.id;
    await withProgress(services.waits, vscode.l10n.t('Creating {0}', moduleId), async signal => {
      const { client } = await hub.connect();
      await createAuthenticated(draft, authentication =>
        client.createModule({ deviceId, moduleId, authentication }, signal),
      );
    });
    await services.hubTree.showModules(hub, deviceId);
    await tellCertificate(draft);
  },
});
