import * as vscode from 'vscode';
import { type LinkedHub, findHub } from '../../../domain/provisioning/candidateHubs.ts';
import {
  type OfProvisioningService,
  managedProvisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { askLine, pick } from '../../prompts/question.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation, readAllocation } from './changeAllocation.ts';

/** A hub that is linked to a service: its node is one. */
interface LinkedHubTarget extends OfProvisioningService {
  readonly hostName: string;
}

/** How large a linked hub's share of the devices is. */
export const setHubWeight = defineCommand({
  id: 'iotHub.setHubWeight',
  title: vscode.l10n.t('Set Weight of Linked Hub'),

  async run(services, node?: Partial<LinkedHubTarget>) {
    const service = await managedProvisioningServiceOf(services, node);
    if (!service) return;

    const { linkedHubs } = await readAllocation(services, service);
    const hub = node?.hostName === undefined ? await pickHub(services, linkedHubs) : findHub(linkedHubs, node.hostName);
    const text = hub && (await askWeight(services, hub));
    if (!hub || text === undefined) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.setWeight(hub.hostName, Number(text), signal);
    });
  },
});

async function pickHub({ hubs }: Services, linkedHubs: readonly LinkedHub[]): Promise<LinkedHub | undefined> {
  const byHost = await hubsByHost(hubs);
  const items = linkedHubs.map(hub => ({
    label: hubName(byHost, hub.hostName),
    description: vscode.l10n.t('weight {0}', hub.allocationWeight),
    hub,
  }));
  return (await pick(items, { placeHolder: vscode.l10n.t('Linked hub') }))?.hub;
}

async function askWeight({ hubs }: Services, hub: LinkedHub): Promise<string | undefined> {
  const name = hubName(await hubsByHost(hubs), hub.hostName);
  return askLine({
    title: vscode.l10n.t('Set Weight of {0}', name),
    prompt: vscode.l10n.t('Its share of the devices, against the weights of the others'),
    value: String(hub.allocationWeight),
    validateInput: text => (/^[1-9]\d{0,5}$/.test(text) ? undefined : vscode.l10n.t('A whole number, at least 1.')),
  });
}
