import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** A new job on exactly the devices on which this one failed. */
export const retryJob = jobCommand('iotHub.retryJob', vscode.l10n.t('Retry Failed Devices'), 'retry');
