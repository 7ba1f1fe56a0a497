import * as vscode from 'vscode';
import { askMethodCall } from '../../prompts/askMethodCall.ts';
import { callHints } from '../../prompts/callHints.ts';
import { identityTargets } from '../../prompts/deviceTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';
import { callMethod } from './callMethod.ts';

export const invokeMethod = defineCommand({
  id: 'iotHub.invokeMethod',
  title: vscode.l10n.t('Invoke Direct Method'),

  async run(services, node?: Partial<IdentityTarget>, selected?: readonly unknown[]) {
    const targets = await identityTargets(services, node, selected);
    const [first] = targets;
    if (!first) return;

    const title = vscode.l10n.t('Invoke Direct Method on {0}', nameList(targets));
    const call = await askMethodCall(title, callHints(services, first));
    if (call) await callMethod(services, targets, call);
  },
});
