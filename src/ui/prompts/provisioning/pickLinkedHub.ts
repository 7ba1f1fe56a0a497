import * as vscode from 'vscode';
import { type LinkedHub, findHub } from '../../../domain/provisioning/candidateHubs.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import type { OfProvisioningService } from './pickProvisioningService.ts';

/** A hub that is linked to a service: its node is one. */
export interface LinkedHubTarget extends OfProvisioningService {
  readonly hostName: string;
}

/** The hub of `node`, or the one that the person picks; says so where it is not linked, or none is. */
export async function linkedHubOf(
  { hubs }: Pick<Services, 'hubs'>,
  linkedHubs: readonly LinkedHub[],
  node?: Partial<LinkedHubTarget>,
): Promise<LinkedHub | undefined> {
  if (node?.hostName !== undefined) {
    const hub = findHub(linkedHubs, node.hostName);
    if (!hub) tell(vscode.l10n.t('"{0}" is not linked to this service any more. Refresh the view.', node.hostName));
    return hub;
  }
  if (linkedHubs.length === 0) {
    tell(vscode.l10n.t('No hub is linked to this service.'));
    return undefined;
  }

  const byHost = await hubsByHost(hubs);
  const items = linkedHubs.map(hub => ({
    label: hubName(byHost, hub.hostName),
    description: vscode.l10n.t('weight {0}', hub.allocationWeight),
    hub,
  }));
  return (await pick(items, { placeHolder: vscode.l10n.t('Linked hub') }))?.hub;
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
