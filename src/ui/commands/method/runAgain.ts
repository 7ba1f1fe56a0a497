import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { type OfRun, runOf } from '../../prompts/pickRun.ts';
import { defineCommand } from '../command.ts';
import { callOnHub } from './callMethod.ts';

export const runAgain = defineCommand({
  id: 'iotHub.runAgain',
  title: vscode.l10n.t('Run Again'),

  async run(services, source?: OfRun) {
    const run = await runOf(services, source);
    if (!run) return;

    const hub = services.hubs.get(run.hubId);
    if (!hub) throw new HubError({ kind: 'unreachable', hub: run.hubName });
    await callOnHub(services, { hub, targets: run.answers, call: run.call });
  },
});
