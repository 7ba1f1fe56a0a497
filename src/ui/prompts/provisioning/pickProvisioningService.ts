import * as vscode from 'vscode';
import { connectionWords } from '../../support/hub/hubWords.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';

/** Whatever carries a provisioning service: its node, that of its groups, of one of them… */
export interface OfProvisioningService {
  readonly service: ProvisioningService;
}

/** The service of `node`, or the only one that can be used, or the one that the person picks. */
export async function provisioningServiceOf(
  services: Services,
  node?: Partial<OfProvisioningService>,
): Promise<ProvisioningService | undefined> {
  if (node?.service) return node.service;

  const available = services.provisioningServices.list().filter(service => service.available);
  if (available.length === 0) return offerFirstService(services);
  return available.length === 1 ? available[0] : pickProvisioningService(available);
}

/** As {@link provisioningServiceOf}, among those that have a resource manager. */
export async function managedProvisioningServiceOf(
  { provisioningServices }: Services,
  node?: Partial<OfProvisioningService>,
): Promise<ProvisioningService | undefined> {
  if (node?.service) return node.service;

  const managed = provisioningServices.list().filter(service => service.available && service.managed);
  if (managed.length > 0) return managed.length === 1 ? managed[0] : pickProvisioningService(managed);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('No provisioning service is there whose hubs can be seen. Those that were added by key do not tell.'),
  );
  return undefined;
}

export async function pickProvisioningService(
  among: readonly ProvisioningService[],
): Promise<ProvisioningService | undefined> {
  const items = among.map(service => ({
    label: service.name,
    description: service.kind === 'local' ? vscode.l10n.t('local') : connectionWords(service),
    service,
  }));
  const placeHolder = vscode.l10n.t('Provisioning service');
  return (await pick(items, { placeHolder }))?.service;
}

async function offerFirstService({ provisioningServices }: Services): Promise<ProvisioningService | undefined> {
  const make = vscode.l10n.t('New Local Provisioning Service…');
  const add = vscode.l10n.t('Add Provisioning Service…');
  const text = vscode.l10n.t('No provisioning service is there to work with.');
  const choice = await vscode.window.showInformationMessage(text, make, add);
  if (choice === undefined) return undefined;

  const command = choice === make ? 'iotHub.newLocalProvisioningService' : 'iotHub.addProvisioningService';
  await vscode.commands.executeCommand(command);
  return provisioningServices.list().find(service => service.available);
}
