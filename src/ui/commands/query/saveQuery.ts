import * as vscode from 'vscode';
import { savedQueryName } from '../../editors/savedQueryFiles.ts';
import { type QueryArgument, queryTarget } from '../../prompts/queryTarget.ts';
import { askLine } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

/** Keeps a query by name, for every hub. */
export const saveQuery = defineCommand({
  id: 'iotHub.saveQuery',
  title: vscode.l10n.t('Save Query'),

  async run(services, given?: QueryArgument | vscode.Uri) {
    const target = await queryTarget(services, given instanceof vscode.Uri ? undefined : given);
    if (!target) return;

    const name = await askLine({
      title: vscode.l10n.t('Save Query'),
      prompt: vscode.l10n.t('Name under which Queries lists it, for every hub'),
      value: savedQueryName(vscode.Uri.parse(target.source)) ?? '',
      validateInput: text => nameProblem(text),
    });
    if (name === undefined || name.trim() === '') return;

    const known = services.savedQueries.get(name.trim()) !== undefined;
    if (known && !(await mayReplace(name.trim()))) return;
    await services.savedQueries.save({ name: name.trim(), text: `${target.text}\n` });
  },
});

function nameProblem(text: string): string | undefined {
  return /[/\\]/.test(text) ? vscode.l10n.t('A name has no "/" and no "\\".') : undefined;
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('Replace the saved query "{0}"?', name);
  return (await vscode.window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
