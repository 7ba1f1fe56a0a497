import * as vscode from 'vscode';
import { checkRegistrationId } from '../../../domain/provisioning/registrationId.ts';

/** What is wrong with the id of an enrollment or a registration: a sentence. */
export function enrollmentIdProblem(id: string): string | undefined {
  switch (checkRegistrationId(id)) {
    case undefined:
      return undefined;
    case 'empty':
      return vscode.l10n.t('Type an id.');
    case 'tooLong':
      return vscode.l10n.t('An id has at most 128 characters.');
    case 'character':
      return vscode.l10n.t('Letters, digits and - . _ : can be in an id; the last is a letter, a digit or a dash.');
  }
}
