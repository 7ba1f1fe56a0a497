import * as vscode from 'vscode';
import { jobCommand } from './jobCommand.ts';

/** Keeps a rollout from its next stage, or a recurring job from its next time. */
export const pauseJob = jobCommand('iotHub.pauseJob', vscode.l10n.t('Pause Job'), 'pause');
