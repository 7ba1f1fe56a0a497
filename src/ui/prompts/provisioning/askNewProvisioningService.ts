import * as vscode from 'vscode';
import type { Region, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import { provisioningNameProblem } from '../../../domain/resources/resourceNames.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { pickSome } from '../pickSome.ts';
import { askFreeName } from '../resource/askFreeName.ts';
import { groupSteps, type InGroup } from '../resource/groupSteps.ts';
import { provisioningNameText } from '../resource/nameProblemText.ts';
import { type ConditionalStep, askSteps, back } from '../steps.ts';
import { type LinkableHub, linkableHubItem } from './linkableHubs.ts';

/** What a new provisioning service can be made of in a subscription. */
export interface ProvisioningChoices {
  readonly regions: readonly Region[];
  readonly groups: readonly ResourceGroup[];
  readonly hubs: readonly LinkableHub[];
}

/** A provisioning service to be made, in a group that may be new. */
export interface ProvisioningDraft extends InGroup {
  readonly name: string;
  readonly hubs: readonly LinkableHub[];
}

/** Asks for the name of a new provisioning service, and checks whether it can be had whenever the typing pauses. */
export function askProvisioningName({ resources }: ResourceScope): Promise<string | undefined> {
  return askFreeName({
    title: title(),
    prompt: vscode.l10n.t('Name of the service, which is the first part of its host name: no other service has it'),
    problem(name) {
      const problem = provisioningNameProblem(name);
      return problem && provisioningNameText(problem);
    },
    taken: name => resources.provisioningServices.nameProblem(name),
  });
}

/** Asks where a new provisioning service is to be, and to which hubs it may send devices: to all, if nothing is changed. */
export function askNewProvisioningService(
  name: string,
  { regions, groups, hubs }: ProvisioningChoices,
  groupName = '',
): Promise<ProvisioningDraft | undefined> {
  const first = { name, resourceGroup: groupName, groupIsNew: false, location: '', hubs };
  return askSteps<ProvisioningDraft>(title(), first, [
    ...groupSteps<ProvisioningDraft>(groups, regions),
    hubsStep(hubs),
  ]);
}

function title(): string {
  return vscode.l10n.t('Create Provisioning Service');
}

function hubsStep(hubs: readonly LinkableHub[]): ConditionalStep<ProvisioningDraft> {
  const items = hubs.map(linkableHubItem);
  return {
    when: () => hubs.length > 0,
    async ask(draft, place) {
      const placeholder = vscode.l10n.t('Hubs to which the service may send devices');
      const chosen = items.filter(({ hub }) => draft.hubs.includes(hub));
      const picked = await pickSome(placeholder, items, place, chosen);
      return picked === undefined || picked === back ? picked : { ...draft, hubs: picked.map(({ hub }) => hub) };
    },
  };
}
