import * as vscode from 'vscode';
import { restCall } from '../../../domain/twin/twinRequest.ts';
import { type OfTwin, twinOf } from '../../prompts/pickTwin.ts';
import { twinRequest } from '../../support/device/twinRequest.ts';
import { defineCommand } from '../command.ts';

/** What saving the document would do or, if nothing is changed, the read of the twin. Without a secret. */
export const copyTwinRestCall = defineCommand({
  id: 'iotHub.copyTwinRestCall',
  title: vscode.l10n.t('Copy as REST Call'),

  async run(services, source?: OfTwin) {
    const target = await twinOf(services, source);
    if (!target) return;

    await vscode.env.clipboard.writeText(restCall(await twinRequest(services, target)));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the REST call'), 4_000);
  },
});
