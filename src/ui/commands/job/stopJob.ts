import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Ends a rollout or a recurring job for good. */
export const stopJob = jobCommand('iotHub.stopJob', vscode.l10n.t('Stop Job'), 'stop');
