import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** A new job that does the same, now. */
export const runJobAgain = jobCommand('iotHub.runJobAgain', vscode.l10n.t('Run Job Again'), 'runAgain');
