import * as vscode from 'vscode';
import { groupNameProblem } from '../../../domain/resources/resourceNames.ts';
import type { Region, ResourceGroup } from '../../../domain/resources/resourceManager.ts';
import { askText } from '../askText.ts';
import { askSteps, type Step } from '../steps.ts';
import { askRegion } from './askRegion.ts';
import { groupNameText } from './nameProblemText.ts';

export type NewGroup = Pick<ResourceGroup, 'name' | 'location' | 'tags'>;

const mostTagCharacters = 256;

interface Draft {
  readonly name: string;
  readonly location: string;
  readonly label: string;
  readonly description: string;
}

/** Asks for a new resource group. @param taken the names of those that there are. */
export async function askResourceGroup(
  regions: readonly Region[],
  taken: readonly string[],
): Promise<NewGroup | undefined> {
  const title = vscode.l10n.t('Create Resource Group');
  const first = { name: '', location: '', label: '', description: '' };
  const steps = [nameStep(taken), regionStep(regions), textStep('label'), textStep('description')];
  const draft = await askSteps<Draft>(title, first, steps);
  if (!draft) return undefined;

  const { name, location, label, description } = draft;
  return { name, location, tags: { ...(label && { label }), ...(description && { description }) } };
}

function nameStep(taken: readonly string[]): Step<Draft> {
  const problem = groupNameProblemText(taken);
  return async (draft, place) => {
    const name = await askText({ prompt: vscode.l10n.t('Name'), value: draft.name, problem }, place);
    return typeof name === 'string' ? { ...draft, name } : name;
  };
}

/** What is wrong with the name of a new group: a sentence; nothing if it is good. @param taken those that there are. */
export function groupNameProblemText(taken: readonly string[]): (text: string) => string | undefined {
  const names = new Set(taken.map(name => name.toLowerCase()));
  return text => {
    if (names.has(text.toLowerCase())) return vscode.l10n.t('There is a resource group of this name.');
    const found = groupNameProblem(text);
    return found && groupNameText(found);
  };
}

function regionStep(regions: readonly Region[]): Step<Draft> {
  return async (draft, place) => {
    const location = await askRegion(regions, place, draft.location);
    return typeof location === 'string' ? { ...draft, location } : location;
  };
}

/** Hosted services had a label and a description; resource groups have them as tags. */
function textStep(field: 'label' | 'description'): Step<Draft> {
  const prompt =
    field === 'label'
      ? vscode.l10n.t('Label, kept as the tag "label"; may stay empty')
      : vscode.l10n.t('Description, kept as the tag "description"; may stay empty');
  return async (draft, place) => {
    const text = await askText({ prompt, value: draft[field], problem: tagProblem }, place);
    return typeof text === 'string' ? { ...draft, [field]: text.trim() } : text;
  };
}

function tagProblem(text: string): string | undefined {
  return text.length > mostTagCharacters ? vscode.l10n.t('At most {0} characters.', mostTagCharacters) : undefined;
}
