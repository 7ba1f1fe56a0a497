import * as vscode from 'vscode';
import type { ServiceAllocation } from '../../../domain/provisioning/candidateHubs.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { Services } from '../../support/services.ts';

/** How a service allocates. @throws ResourceError */
export async function readAllocation(
  { waits }: Pick<Services, 'waits'>,
  service: ProvisioningService,
): Promise<ServiceAllocation> {
  return withProgress(
    waits,
    vscode.l10n.t('Looking for hubs'),
    async signal => (await provisioningResourceOf(service)).allocation(signal),
    provisioningViewId,
  );
}

/** Changes how a service allocates, and shows its hubs as they are then. */
export async function changeAllocation(
  { waits, provisioningTree }: Pick<Services, 'waits' | 'provisioningTree'>,
  service: ProvisioningService,
  change: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await withProgress(waits, vscode.l10n.t('Changing {0}', service.name), change, provisioningViewId);
  provisioningTree.refresh(provisioningTree.nodeOf(service).linkedHubs);
}
