import * as vscode from 'vscode';
import { pick } from '../../prompts/question.ts';
import type { OperationRecord, Operations } from '../../support/azure/operations.ts';
import { localScope } from '../../support/azure/resourceScope.ts';
import { watchAgain } from '../../support/azure/watchOperation.ts';
import { shortTime } from '../../support/localTime.ts';
import { defineCommand } from '../command.ts';

export const watchOperation = defineCommand({
  id: 'iotHub.watchOperation',
  title: vscode.l10n.t('Watch Operation'),

  /** @param node the row of one that runs. */
  async run(services, node?: { readonly record: OperationRecord }) {
    const record = node?.record ?? (await pickRunning(services.operations));
    if (!record) return;
    if (record.origin.kind === 'azure' || localScope(services.localHub)) return watchAgain(services, record);

    const text = vscode.l10n.t('{0}: it goes on once the local hub runs. Start it.', record.title);
    void vscode.window.showInformationMessage(text);
  },
});

async function pickRunning(operations: Operations): Promise<OperationRecord | undefined> {
  const running = operations.list().filter(({ endedMs }) => endedMs === undefined);
  if (running.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No operation is running.'));
    return undefined;
  }
  const items = running.map(record => ({
    label: record.title,
    description: shortTime(new Date(record.startedMs).toISOString(), vscode.env.language),
    record,
  }));
  return (await pick(items, { placeHolder: vscode.l10n.t('Operation that runs') }))?.record;
}
