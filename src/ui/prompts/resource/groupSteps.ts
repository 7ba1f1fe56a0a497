import * as vscode from 'vscode';
import type { Region, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import type { ConditionalStep, Step } from '../steps.ts';
import { groupNameProblemText } from './askResourceGroup.ts';
import { askRegion } from './askRegion.ts';

/** What is to be made in a resource group, which may have to be made before it. */
export interface InGroup {
  readonly resourceGroup: string;
  readonly location: string;
  readonly groupIsNew: boolean;
}

/** In which group and region: three steps, of which the second is for a new group. */
export function groupSteps<Draft extends InGroup>(
  groups: readonly ResourceGroup[],
  regions: readonly Region[],
): readonly (Step<Draft> | ConditionalStep<Draft>)[] {
  return [groupStep(groups), newGroupStep(groups), regionStep(groups, regions)];
}

/** Makes the group if it is a new one. */
export async function makeGroup(services: Services, { resources }: ResourceScope, made: InGroup): Promise<void> {
  const { resourceGroup: name, location, groupIsNew } = made;
  if (!groupIsNew) return;

  const title = vscode.l10n.t('Creating resource group {0}', name);
  const create = (signal: AbortSignal) => resources.groups.create({ name, location, tags: {} }, signal);
  await withProgress(services.waits, title, create, resourcesViewId);
  services.resourceTree.refresh();
}

function groupStep<Draft extends InGroup>(groups: readonly ResourceGroup[]): Step<Draft> {
  const choices = [
    ...groups.map(({ name, location }) => ({ label: name, description: location, value: name })),
    { label: vscode.l10n.t('$(add) New Resource Group…'), value: undefined },
  ];
  return async (draft, place) => {
    const chosen = draft.groupIsNew ? undefined : draft.resourceGroup;
    const group = await pickGroup(choices, place, chosen);
    if (typeof group !== 'object') return group;
    const { value } = group;
    if (value !== undefined) return { ...draft, resourceGroup: value, groupIsNew: false };
    return { ...draft, resourceGroup: draft.groupIsNew ? draft.resourceGroup : '', groupIsNew: true };
  };
}

type GroupChoice = { readonly label: string; readonly value: string | undefined };

/** The choice itself: nothing stands for giving up. */
function pickGroup(choices: readonly GroupChoice[], place: Parameters<typeof pickOne>[2], chosen: string | undefined) {
  const wrapped = choices.map(choice => ({ ...choice, value: choice }));
  const before = wrapped.find(({ value }) => value.value === chosen)?.value;
  return pickOne(vscode.l10n.t('Resource group'), wrapped, place, before);
}

function newGroupStep<Draft extends InGroup>(groups: readonly ResourceGroup[]): ConditionalStep<Draft> {
  const problem = groupNameProblemText(groups.map(({ name }) => name));
  return {
    when: ({ groupIsNew }) => groupIsNew,
    async ask(draft, place) {
      const prompt = vscode.l10n.t('Name of the new resource group');
      const name = await askText({ prompt, value: draft.resourceGroup, problem }, place);
      return typeof name === 'string' ? { ...draft, resourceGroup: name } : name;
    },
  };
}

/** The place of its group comes first to mind. */
function regionStep<Draft extends InGroup>(groups: readonly ResourceGroup[], regions: readonly Region[]): Step<Draft> {
  return async (draft, place) => {
    const ofGroup = groups.find(({ name }) => name === draft.resourceGroup)?.location;
    const location = await askRegion(regions, place, draft.location || ofGroup);
    return typeof location === 'string' ? { ...draft, location } : location;
  };
}
