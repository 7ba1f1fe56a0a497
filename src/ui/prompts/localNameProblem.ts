import * as vscode from 'vscode';

/** As the local hub's command line takes names: they are parts of host names. */
const namePattern = /^(?=.{3,50}$)[a-z\d](?:[a-z\d-]*[a-z\d])?$/;

/** What is wrong with the name of something that the local hub is to serve: a sentence. */
export function localNameProblem(name: string): string | undefined {
  return namePattern.test(name)
    ? undefined
    : vscode.l10n.t('3 to 50 lower-case letters, digits and, between them, hyphens.');
}
