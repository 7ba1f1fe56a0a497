import * as vscode from 'vscode';
import type { LocalHub, LocalHubState } from './localHub.ts';

/** The local hub in the status bar, once there is one; and its state for the `when` of menus. */
export function showLocalHubStatus(localHub: LocalHub): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('iotHub.localHub', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Local IoT hub');
  const show = () => {
    const { text, tooltip, command } = look(localHub.state);
    Object.assign(item, { text, tooltip, command });
    if (localHub.names.length > 0) item.show();
    else item.hide();
    void vscode.commands.executeCommand('setContext', 'iotHub.localHub', localHub.state.kind);
  };

  show();
  return vscode.Disposable.from(item, localHub.onDidChange(show));
}

function look(state: LocalHubState): { text: string; tooltip: string; command: string } {
  const focus = 'iotHub.hubs.focus';
  switch (state.kind) {
    case 'stopped':
      return {
        text: `$(vm-outline) ${vscode.l10n.t('Local hub: stopped')}`,
        tooltip: state.lastWords ?? vscode.l10n.t('Click to start the local hub'),
        command: 'iotHub.startLocalHub',
      };
    case 'starting':
      return { text: `$(sync~spin) ${vscode.l10n.t('Local hub: starting')}`, tooltip: '', command: focus };
    case 'running':
      return {
        text: `$(vm-running) ${vscode.l10n.t('Local hub: running')}`,
        tooltip: [...state.hubs.keys()].join(', '),
        command: focus,
      };
    case 'stopping':
      return { text: `$(sync~spin) ${vscode.l10n.t('Local hub: stopping')}`, tooltip: '', command: focus };
  }
}
