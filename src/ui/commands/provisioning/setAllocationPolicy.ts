import * as vscode from 'vscode';
import type { ServiceAllocation } from '../../../domain/provisioning/candidateHubs.ts';
import { type Choice, pickOne } from '../../prompts/pickOne.ts';
import {
  type OfProvisioningService,
  managedProvisioningServiceOf,
} from '../../prompts/provisioning/pickProvisioningService.ts';
import { back } from '../../prompts/steps.ts';
import { provisioningResourceOf } from '../../support/provisioning/provisioningResourceOf.ts';
import { defineCommand } from '../command.ts';
import { changeAllocation, readAllocation } from './changeAllocation.ts';

type Policy = ServiceAllocation['allocationPolicy'];

/** How a service chooses the hubs of devices whose enrollments do not say. */
export const setAllocationPolicy = defineCommand({
  id: 'iotHub.setAllocationPolicy',
  title: vscode.l10n.t('Set Allocation Policy'),

  async run(services, node?: Partial<OfProvisioningService>) {
    const service = await managedProvisioningServiceOf(services, node);
    if (!service) return;

    const { allocationPolicy: now } = await readAllocation(services, service);
    const title = vscode.l10n.t('Allocation policy of {0}', service.name);
    const placeholder = vscode.l10n.t('Hub that devices get whose enrollment does not say');
    const chosen = await pickOne(placeholder, choices, { title, step: 1, totalSteps: 1 }, now);
    if (chosen === undefined || chosen === back || chosen === now) return;

    await changeAllocation(services, service, async signal => {
      const resource = await provisioningResourceOf(service);
      await resource.setAllocationPolicy(chosen, signal);
    });
  },
});

const choices: readonly Choice<Policy>[] = [
  {
    label: vscode.l10n.t('By weight'),
    detail: vscode.l10n.t('Each hub gets its share of the devices, and a device always the same hub.'),
    value: 'hashed',
  },
  {
    label: vscode.l10n.t('Lowest latency'),
    detail: vscode.l10n.t('The hub that is nearest: of local hubs by the setting iotHub.localHub.latencies.'),
    value: 'geoLatency',
  },
  {
    label: vscode.l10n.t('Fixed'),
    detail: vscode.l10n.t('The one that the enrollment names. A device whose enrollment names none is refused.'),
    value: 'static',
  },
];
