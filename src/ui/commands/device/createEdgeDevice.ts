import * as vscode from 'vscode';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';
import { createAskedDevice } from './createAskedDevice.ts';

export const createEdgeDevice = defineCommand({
  id: 'iotHub.createEdgeDevice',
  title: vscode.l10n.t('Create Edge Device'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;

    const title = vscode.l10n.t('Create Edge Device in {0}', hub.name);
    await createAskedDevice(services, hub, { title, placeholder: 'gateway-1', iotEdge: true });
  },
});
