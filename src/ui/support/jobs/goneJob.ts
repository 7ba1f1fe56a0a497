import * as vscode from 'vscode';
import type { JobPicture } from '../../../protocol/jobPage.ts';

/** What stands on the page of a job that is not known any more. */
export function goneJob(id: string): JobPicture {
  return {
    name: id,
    runner: '',
    phase: 'finished',
    state: vscode.l10n.t('gone'),
    counts: null,
    problem: vscode.l10n.t('This window does not know the job any more.'),
    advice: '',
    commands: [],
    facts: [],
    sends: '',
    stages: [],
  };
}
