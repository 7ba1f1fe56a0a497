import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';
import { patchUri } from './continueNewJob.ts';

/** Goes back from the patch of a new job to the step before. */
export const stepBackNewJob = defineCommand({
  id: 'iotHub.stepBackNewJob',
  title: vscode.l10n.t('Step Back in New Job'),

  async run({ jobPatches }, place?: unknown) {
    const uri = patchUri(place);
    if (uri) jobPatches.stepBack(uri);
  },
});
