import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Lets a job that waits be sent after the one that waits behind it. */
export const moveJobDown = jobCommand('iotHub.moveJobDown', vscode.l10n.t('Move Job Down in Queue'), 'moveDown');
