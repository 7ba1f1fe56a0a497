import * as vscode from 'vscode';
import type { Hub } from '../support/hub/hub.ts';
import { connectionWords } from '../support/hub/hubWords.ts';
import type { Services } from '../support/services.ts';
import { pick } from './question.ts';

/** Whatever carries a hub: its node, that of its devices, of one of them… */
export interface OfHub {
  readonly hub: Hub;
}

/** The hub of `node`, or the only one that can be used, or the one that the person picks. */
export async function hubOf(services: Services, node?: Partial<OfHub>): Promise<Hub | undefined> {
  if (node?.hub) return node.hub;

  const hubs = services.hubs.list().filter(hub => hub.available);
  if (hubs.length === 0) return offerFirstHub(services);
  return hubs.length === 1 ? hubs[0] : pickHub(hubs);
}

/** Asks for one of `hubs`. */
export async function pickHub(hubs: readonly Hub[], placeHolder = vscode.l10n.t('Hub')): Promise<Hub | undefined> {
  const items = hubs.map(hub => ({
    label: hub.name,
    description: hub.kind === 'local' ? vscode.l10n.t('local') : connectionWords(hub),
    hub,
  }));
  const picked = await pick(items, { placeHolder });
  return picked?.hub;
}

async function offerFirstHub({ hubs }: Services): Promise<Hub | undefined> {
  const start = vscode.l10n.t('Start Local Hub');
  const add = vscode.l10n.t('Add Hub…');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('No hub is there to work with.'), start, add);
  if (choice === undefined) return undefined;

  await vscode.commands.executeCommand(choice === start ? 'iotHub.startLocalHub' : 'iotHub.addHub');
  return hubs.list().find(hub => hub.available);
}
