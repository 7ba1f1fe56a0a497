import * as vscode from 'vscode';
import { jobPatchScheme } from '../../editors/jobPatch/jobPatchFiles.ts';
import { defineCommand } from '../command.ts';

/** Goes on from the patch of a new job to its next step. */
export const continueNewJob = defineCommand({
  id: 'iotHub.continueNewJob',
  title: vscode.l10n.t('Continue New Job'),

  async run({ jobPatches }, place?: unknown) {
    const uri = patchUri(place);
    const problem = uri ? jobPatches.continue(uri) : vscode.l10n.t('Start with New Job… and choose Change Twins….');
    if (problem !== undefined) void vscode.window.showWarningMessage(problem);
  },
});

/** What a lens gives, or the address that the title of the editor gives, or the document in front. */
export function patchUri(place: unknown): vscode.Uri | undefined {
  const given = place instanceof vscode.Uri ? place : uriMember(place);
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === jobPatchScheme ? uri : undefined;
}

function uriMember(place: unknown): vscode.Uri | undefined {
  return typeof place === 'object' && place !== null && 'uri' in place && place.uri instanceof vscode.Uri
    ? place.uri
    : undefined;
}
