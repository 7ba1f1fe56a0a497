import * as vscode from 'vscode';
import { hubNameProblem } from '../../../domain/resources/resourceNames.ts';
import type { NewHub, Region, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import { hubTiers, tierLimits, type HubTier } from '../../../domain/tierLimits.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { askFreeName } from '../resource/askFreeName.ts';
import { groupSteps, type InGroup } from '../resource/groupSteps.ts';
import { hubNameText } from '../resource/nameProblemText.ts';
import { askSteps, type ConditionalStep, type Step } from '../steps.ts';

const mostUnits = 200;

/** What a new hub can be made of in a subscription. */
export interface HubChoices {
  readonly regions: readonly Region[];
  readonly groups: readonly ResourceGroup[];
}

/** A hub to be made, in a group that may be new. */
export type HubDraft = NewHub & InGroup;

/** Asks for the name of a new hub, and checks whether it can be had whenever the typing pauses. */
export function askHubName({ resources }: ResourceScope): Promise<string | undefined> {
  return askFreeName({
    title: vscode.l10n.t('Create Hub'),
    prompt: vscode.l10n.t('Name of the hub, which is the first part of its host name: no other hub has it'),
    problem(name) {
      const problem = hubNameProblem(name);
      return problem && hubNameText(problem);
    },
    taken: name => resources.hubs.nameProblem(name),
  });
}

/** Asks where a new hub is to be and how large. */
export function askNewHub(name: string, { regions, groups }: HubChoices): Promise<HubDraft | undefined> {
  const first = { name, resourceGroup: '', groupIsNew: false, location: '', sku: 'S1', units: 1 };
  const steps = [...groupSteps<HubDraft>(groups, regions), tierStep, unitsStep];
  return askSteps<HubDraft>(vscode.l10n.t('Create Hub'), first, steps);
}

const tierStep: Step<HubDraft> = async (draft, place) => {
  const choices = hubTiers.map(tier => ({ label: tier, description: tierWords(tier), value: tier as string }));
  const sku = await pickOne(vscode.l10n.t('Tier of the hub'), choices, place, draft.sku);
  return typeof sku === 'string' ? { ...draft, sku, units: sku === 'F1' ? 1 : draft.units } : sku;
};

const unitsStep: ConditionalStep<HubDraft> = {
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
