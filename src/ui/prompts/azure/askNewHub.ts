import * as vscode from 'vscode';
import { hubNameProblem } from '../../../domain/resources/resourceNames.ts';
import type { NewHub, Region, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import { hubTiers, tierLimits, type HubTier } from '../../../domain/tierLimits.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { sentence } from '../../support/showFailure.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { askLine } from '../question.ts';
import { askRegion } from '../resource/askRegion.ts';
import { hubNameText } from '../resource/nameProblemText.ts';
import { askSteps, type ConditionalStep, type Step } from '../steps.ts';

const mostUnits = 200;

/** What a new hub can be made of in a subscription. */
export interface HubChoices {
  readonly regions: readonly Region[];
  readonly groups: readonly ResourceGroup[];
}

/** Asks for the name of a new hub, and checks whether it can be had whenever the typing pauses. */
export function askHubName({ resources }: ResourceScope): Thenable<string | undefined> {
  const problemOf = async (name: string) => {
    const problem = hubNameProblem(name);
    if (problem) return hubNameText(problem);
    try {
      return await resources.hubs.nameProblem(name);
    } catch (error) {
      // A warning does not keep from going on; the creation itself checks the name once more.
      const message = vscode.l10n.t('It is not known whether the name can be had: {0}', sentence(error));
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    }
  };
  return askLine({
    title: vscode.l10n.t('Create Hub'),
    prompt: vscode.l10n.t('Name of the hub, which is the first part of its host name: no other hub has it'),
    validateInput: problemOf,
  });
}

/** Asks where a new hub is to be and how large. */
export function askNewHub(name: string, { regions, groups }: HubChoices): Promise<NewHub | undefined> {
  const first = { name, resourceGroup: '', location: '', sku: 'S1', units: 1 };
  const steps = [groupStep(groups), regionStep(regions, groups), tierStep, unitsStep];
  return askSteps<NewHub>(vscode.l10n.t('Create Hub'), first, steps);
}

function groupStep(groups: readonly ResourceGroup[]): Step<NewHub> {
  const choices = groups.map(({ name, location }) => ({ label: name, description: location, value: name }));
  return async (draft, place) => {
    const resourceGroup = await pickOne(vscode.l10n.t('Resource group'), choices, place, draft.resourceGroup);
    return typeof resourceGroup === 'string' ? { ...draft, resourceGroup } : resourceGroup;
  };
}

/** The place of its group comes first to mind. */
function regionStep(regions: readonly Region[], groups: readonly ResourceGroup[]): Step<NewHub> {
  return async (draft, place) => {
    const ofGroup = groups.find(({ name }) => name === draft.resourceGroup)?.location;
    const location = await askRegion(regions, place, draft.location || ofGroup);
    return typeof location === 'string' ? { ...draft, location } : location;
  };
}

const tierStep: Step<NewHub> = async (draft, place) => {
  const choices = hubTiers.map(tier => ({ label: tier, description: tierWords(tier), value: tier as string }));
  const sku = await pickOne(vscode.l10n.t('Tier of the hub'), choices, place, draft.sku);
  return typeof sku === 'string' ? { ...draft, sku, units: sku === 'F1' ? 1 : draft.units } : sku;
};

const unitsStep: ConditionalStep<NewHub> = {
  when: ({ sku }) => sku !== 'F1',
  async ask(draft, place) {
    const question = {
      prompt: vscode.l10n.t('Units, each of which is paid for'),
      value: String(draft.units),
      problem: unitsProblem,
    };
    const units = await askText(question, place);
    return typeof units === 'string' ? { ...draft, units: Number(units) } : units;
  },
};

function unitsProblem(text: string): string | undefined {
  const units = /^\d+$/.test(text) ? Number(text) : 0;
  return units >= 1 && units <= mostUnits ? undefined : vscode.l10n.t('A whole number from {0} to {1}.', 1, mostUnits);
}

/** Its price class, and what a unit of it may do in a day. */
function tierWords(tier: HubTier): string {
  const { edition, dailyMessages, devices } = tierLimits[tier];
  const messages = dailyMessages.toLocaleString(vscode.env.language);
  switch (edition) {
    case 'free':
      return vscode.l10n.t('free: {0} messages a day, {1} devices, one such hub in a subscription', messages, devices);
    case 'basic':
      return vscode.l10n.t('paid, basic: {0} messages a day and unit; no twins, methods and jobs', messages);
    case 'standard':
      return vscode.l10n.t('paid, standard: {0} messages a day and unit', messages);
  }
}
