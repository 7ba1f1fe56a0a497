import * as vscode from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import type { Services } from '../support/services.ts';
import { type OfHub, pickHub } from './pickHub.ts';

/** The hub of `node`, or one that has a resource manager: the only one, or the one that the person picks. */
export async function managedHubOf({ hubs }: Services, node?: Partial<OfHub>): Promise<Hub | undefined> {
  if (node?.hub) return node.hub;

  const managed = hubs.list().filter(hub => hub.available && hub.managed);
  if (managed.length > 0) return managed.length === 1 ? managed[0] : pickHub(managed);
  const start = vscode.l10n.t('Start Local Hub');
  const text = vscode.l10n.t('This belongs to hubs that have a resource manager. No such hub is running.');
  if (await vscode.window.showInformationMessage(text, start)) {
    await vscode.commands.executeCommand('iotHub.startLocalHub');
  }
  return undefined;
}
