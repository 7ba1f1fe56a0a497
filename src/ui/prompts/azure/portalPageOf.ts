import * as vscode from 'vscode';
import { AzureHub } from '../../support/azure/azureHub.ts';
import { AzureProvisioningService } from '../../support/azure/azureProvisioningService.ts';
import type { Services } from '../../support/services.ts';
import type { OfHub } from '../pickHub.ts';
import type { OfProvisioningService } from '../provisioning/pickProvisioningService.ts';
import type { OfScope } from '../resource/pickScope.ts';
import { azureHubOf } from './azureHubOf.ts';

/** What the portal has a page of. */
export interface PortalPage {
  readonly tenantId: string;
  /** From `/subscriptions` on. */
  readonly resourceId: string;
}

/** A hub, a provisioning service, or a row of the Resources view, which may be a subscription itself. */
export type OfPortalPage = OfHub & OfProvisioningService & OfScope & { readonly resourceId: string };

/** The page of `node`, or of the hub that the person picks. Says so where the portal can have none. */
export async function portalPageOf(services: Services, node?: Partial<OfPortalPage>): Promise<PortalPage | undefined> {
  if (node?.scope) return pageIn(node.scope, node.resourceId);

  const known = node?.hub ?? node?.service;
  if (!known) return (await azureHubOf(services))?.record;
  if (known instanceof AzureHub || known instanceof AzureProvisioningService) return known.record;
  return noPage(known.name);
}

function pageIn({ origin, subscriptionId, displayName }: OfScope['scope'], resourceId?: string) {
  if (origin.kind === 'local') return noPage(resourceId?.split('/').at(-1) ?? displayName);
  return { tenantId: origin.tenantId, resourceId: resourceId ?? `/subscriptions/${subscriptionId}` };
}

function noPage(name: string): undefined {
  const text = vscode.l10n.t(
    'The portal has no page of {0}: it is on this machine, or was added by connection string, which does not say where it stands.',
    name,
  );
  void vscode.window.showInformationMessage(text);
}
