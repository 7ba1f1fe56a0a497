import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Ends a job before it starts, if it is the hub's; a fan-out of this window at any time. */
export const cancelJob = jobCommand('iotHub.cancelJob', vscode.l10n.t('Cancel Job'), 'cancel');
