import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Lets a job that waits be sent before the one that waits in front of it. */
export const moveJobUp = jobCommand('iotHub.moveJobUp', vscode.l10n.t('Move Job Up in Queue'), 'moveUp');
