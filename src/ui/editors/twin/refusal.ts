import * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import { contentOf, type HubOwnedPlace, hubOwnedEdits } from '../../../domain/twin/twinContent.ts';
import {
  describeTwinProblem,
  findTwinProblems,
  type TwinProblem,
  type TwinSection,
} from '../../../domain/twinLimits.ts';
import type { Refusal } from '../refusalMark.ts';

/** All that stands against saving `edited`, where `opened` is what it started from. */
export function refusalsOf(opened: JsonObject, edited: JsonObject): readonly Refusal[] {
  const { tags, desired } = contentOf(edited);

  return [
    ...hubOwnedEdits(opened, edited).map(hubOwned),
    ...notObject(edited),
    ...[...findTwinProblems('tags', tags)].map(problem => overLimit('tags', problem)),
    ...[...findTwinProblems('desired', desired)].map(problem => overLimit('desired', problem)),
  ];
}

function hubOwned(path: HubOwnedPlace): Refusal {
  const sentence = vscode.l10n.t(
    '{0} is written by the hub or the device and cannot be edited. Only tags and properties.desired can change.',
    path.join('.'),
  );
  return { path, sentence, ofKey: false };
}

function notObject({ tags }: JsonObject): readonly Refusal[] {
  if (tags === undefined || tags === null || (typeof tags === 'object' && !Array.isArray(tags))) return [];
  return [{ path: ['tags'], sentence: vscode.l10n.t('tags is an object: {0}.', '{ "floor": "3" }'), ofKey: false }];
}

function overLimit(section: TwinSection, problem: TwinProblem): Refusal {
  const top = section === 'tags' ? ['tags'] : ['properties', section];
  const ofKey = ['keyCharacter', 'keyTooLong', 'sectionTooLarge'].includes(problem.kind);

  return { path: [...top, ...problem.path], sentence: describeTwinProblem(section, problem), ofKey };
}
