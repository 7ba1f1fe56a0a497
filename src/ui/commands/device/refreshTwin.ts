import * as vscode from 'vscode';
import { defineCommand } from '../command.ts';
import { showTwin } from './showTwin.ts';

/** {@link showTwin} for the editor that shows one: with an icon of its own. */
export const refreshTwin = defineCommand({
  ...showTwin,
  id: 'iotHub.refreshTwin',
  title: vscode.l10n.t('Refresh Twin'),
});
