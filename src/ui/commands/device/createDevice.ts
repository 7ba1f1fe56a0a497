import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';
import { createAskedDevice } from './createAskedDevice.ts';

export const createDevice = defineCommand({
  id: 'iotHub.createDevice',
  title: vscode.l10n.t('Create Device'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const title = vscode.l10n.t('Create Device in {0}', hub.name);
    await createAskedDevice(services, hub, { title, placeholder: 'door-017', iotEdge: false });
  },
});
