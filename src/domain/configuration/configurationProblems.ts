import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { jsonEqual } from '../jsonEqual.ts';
import { parseQuery } from '../query/parseQuery.ts';
import { QueryError } from '../query/queryError.ts';
import { type TargetConditionProblem, isConditionProblem, readTargetCondition } from '../query/targetCondition.ts';
import { type TwinProblem, findTwinProblem } from '../twinLimits.ts';
import { type ConfigurationKind, contentKinds, kindOfContent } from './deviceConfiguration.ts';
import { patchOf, settingsOf } from './settings.ts';

/** Limits of configurations. Source: IoT Hub, "Automatic device and module management". */
export const configurationLimits = { idCharacters: 128, metrics: 5 } as const;

/** Why a configuration's document cannot be saved, and where: the keys from the top of the document down. */
export type ConfigurationProblem = { readonly path: readonly string[] } & (
  | { readonly kind: 'otherId'; readonly id: string }
  | { readonly kind: 'notOneContent' }
  /** Only at its creation can a configuration get its content. */
  | { readonly kind: 'contentChanged' }
  | { readonly kind: 'notObject' }
  /** A key that is no place in the desired properties. */
  | { readonly kind: 'place' }
  | { readonly kind: 'setting'; readonly problem: TwinProblem }
  | { readonly kind: 'priority' }
  | { readonly kind: 'condition'; readonly problem: TargetConditionProblem }
  | { readonly kind: 'otherTargets'; readonly content: ConfigurationKind }
  | { readonly kind: 'tooManyMetrics'; readonly count: number }
  | { readonly kind: 'metric'; readonly message: string }
);

/** Lower case letters, digits and `- + % _ * ! '`. The documentation does not name the digits; all its examples of versions have them. */
const idPattern = /^[a-z0-9\-+%_*!']+$/;

/** True if `text` can be the id of a configuration. */
export function isConfigurationId(text: string): boolean {
  return text.length <= configurationLimits.idCharacters && idPattern.test(text);
}

/**
 * All that the hub would refuse in a document and that can be told here.
 * @param saved the document as the hub has it; `{}` if it has not.
 */
export function findConfigurationProblems(
  id: string,
  document: JsonObject,
  saved: JsonObject,
): readonly ConfigurationProblem[] {
  const { content, targetCondition, priority, metrics } = document;

  return [
    ...(document['id'] === id ? [] : [{ kind: 'otherId', path: ['id'], id } as const]),
    ...contentProblems(content, saved['content']),
    ...conditionProblems(targetCondition, isJsonObject(content) ? kindOfContent(content) : 'devices'),
    ...(isPriority(priority) ? [] : [{ kind: 'priority', path: ['priority'] } as const]),
    ...metricProblems(isJsonObject(metrics) ? metrics['queries'] : undefined),
  ];
}

function contentProblems(content: Json | undefined, saved: Json | undefined): readonly ConfigurationProblem[] {
  const path = ['content'];
  const given = Object.entries(isJsonObject(content) ? content : {}).filter(([, value]) => value !== null);
  const [[member, section] = ['', null], ...others] = given;
  if (others.length > 0 || !Object.hasOwn(contentKinds, member)) return [{ kind: 'notOneContent', path }];
  if (saved !== undefined && !jsonEqual(content, saved)) return [{ kind: 'contentChanged', path }];

  const here = [...path, member];
  if (!isJsonObject(section)) return [{ kind: 'notObject', path: here }];
  if (member !== 'modulesContent') return settingProblems(section, here);
  return Object.entries(section).flatMap(([moduleId, settings]) =>
    isJsonObject(settings)
      ? settingProblems(settings, [...here, moduleId])
      : [{ kind: 'notObject', path: [...here, moduleId] } as const],
  );
}

function settingProblems(section: JsonObject, path: readonly string[]): readonly ConfigurationProblem[] {
  const wrong = Object.keys(section).filter(key => typeof settingsOf({ [key]: null }) === 'string');
  if (wrong.length > 0) return wrong.map(key => ({ kind: 'place', path: [...path, key] }));

  const settings = settingsOf(section);
  const problem = typeof settings === 'string' ? undefined : findTwinProblem('desired', patchOf([], settings));
  return problem ? [{ kind: 'setting', path, problem }] : [];
}

function conditionProblems(text: Json | undefined, content: ConfigurationKind): readonly ConfigurationProblem[] {
  const path = ['targetCondition'];
  if (text === undefined || text === null || text === '') return [];

  const read = readTargetCondition(typeof text === 'string' ? text : '');
  if (isConditionProblem(read)) return [{ kind: 'condition', path, problem: read }];
  return (read.from === 'devices.modules') === (content === 'modules') ? [] : [{ kind: 'otherTargets', path, content }];
}

function isPriority(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'number' && Number.isInteger(value) && value >= 0);
}

function metricProblems(queries: Json | undefined): readonly ConfigurationProblem[] {
  const path = ['metrics', 'queries'];
  const named = Object.entries(isJsonObject(queries) ? queries : {});
  const count = named.length;
  if (count > configurationLimits.metrics) return [{ kind: 'tooManyMetrics', path, count }];

  return named.flatMap(([name, text]) => {
    const message = queryProblem(typeof text === 'string' ? text : '');
    return message === undefined ? [] : [{ kind: 'metric', path: [...path, name], message } as const];
  });
}

/** What is wrong with the query of a metric, if anything. */
export function queryProblem(text: string): string | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
}
