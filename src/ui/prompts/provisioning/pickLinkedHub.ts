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

/** The hub of `node` if it is still linked, or the one that the person picks. */
export async function linkedHubOf(
  { hubs }: Pick<Services, 'hubs'>,
  linkedHubs: readonly LinkedHub[],
  node?: Partial<LinkedHubTarget>,
): Promise<LinkedHub | undefined> {
  if (node?.hostName !== undefined) return findHub(linkedHubs, node.hostName);
  if (linkedHubs.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No hub is linked to this service.'));
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
