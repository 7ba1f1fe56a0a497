import * as vscode from 'vscode';
import type { CertificateAuthority } from '../../domain/hubResource.ts';
import type { Hub } from '../support/hub/hub.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { authorityWords } from '../tree/certificateNode.ts';
import { managedHubOf } from './managedHubOf.ts';
import type { OfHub } from './pickHub.ts';
import { pick } from './question.ts';

/** An authority of a hub's devices. */
export interface AuthorityTarget extends OfHub {
  readonly authority: CertificateAuthority;
}

/** The authority of `node`, or the one that the person picks among those that `wanted` takes. */
export async function authorityOf(
  services: Services,
  node: Partial<AuthorityTarget> | undefined,
  wanted: (authority: CertificateAuthority) => boolean = () => true,
): Promise<AuthorityTarget | undefined> {
  if (node?.hub && node.authority) return { hub: node.hub, authority: node.authority };
  const hub = await managedHubOf(services, node);
  if (!hub) return undefined;

  const { certificates } = await hubResourceOf(hub);
  const all = await withProgress(services.waits, vscode.l10n.t('Loading certificates'), signal =>
    certificates.list(signal),
  );
  const authorities = all.filter(wanted);
  if (authorities.length === 0) return offerToAdd(hub);

  const items = authorities.map(authority => ({
    label: authority.name,
    description: authorityWords(authority),
    authority,
  }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Certificate authority') });
  return picked && { hub, authority: picked.authority };
}

async function offerToAdd(hub: Hub): Promise<undefined> {
  const add = vscode.l10n.t('Add Certificate Authority…');
  const text = vscode.l10n.t('{0} has no such certificate authority.', hub.name);
  if ((await vscode.window.showInformationMessage(text, add)) === add) {
    await vscode.commands.executeCommand('iotHub.addCertificateAuthority', { hub });
  }
  return undefined;
}
