import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Lets a paused rollout or recurring job go on. */
export const resumeJob = jobCommand('iotHub.resumeJob', vscode.l10n.t('Resume Job'), 'resume');
