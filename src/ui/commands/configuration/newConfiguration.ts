import * as vscode from 'vscode';
import { newConfiguration as draftOf } from '../../../domain/configuration/configurationDocument.ts';
import { isConfigurationId } from '../../../domain/configuration/configurationProblems.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { askLine } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

/** Opens a document that creates a configuration when it is saved. */
export const newConfiguration = defineCommand({
  id: 'iotHub.newConfiguration',
  title: vscode.l10n.t('New Configuration'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    if (!hub) return;
    const configurationId = await askLine({
      title: vscode.l10n.t('New Configuration of {0}', hub.name),
      prompt: vscode.l10n.t('Id, which cannot be changed later. Nothing is changed before you save the document.'),
      placeHolder: 'telemetry-every-30-seconds',
      validateInput: idProblem,
    });
    if (configurationId === undefined) return;

    await services.configurationDocuments.showDraft({ hub, configurationId }, draftOf(configurationId));
  },
});

function idProblem(text: string): string | undefined {
  return isConfigurationId(text)
    ? undefined
    : vscode.l10n.t("An id has 1 to 128 lower-case letters, digits and - + % _ * ! '.");
}
