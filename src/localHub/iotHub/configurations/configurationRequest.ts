import * as z from 'zod/mini';
import { type Json, type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { QueryError } from '../../../domain/query/queryError.ts';
import { describeTwinProblem, findTwinProblem } from '../../../domain/twinLimits.ts';
import type { ScannedCollection } from '../../store/identityScan.ts';
import { HubFault } from '../hubFault.ts';
import {
  configurationLimits,
  isConfigurationId,
  queryProblem,
} from '../../../domain/configuration/configurationProblems.ts';
import { contentKinds } from '../../../domain/configuration/deviceConfiguration.ts';
import { patchOf, settingsOf } from '../../../domain/configuration/settings.ts';
import { parseTargetCondition } from './targetCondition.ts';

const json = z.custom<JsonObject>(isJsonObject);
const texts = z.record(z.string(), z.string());

const configurationRequest = z.looseObject({
  id: z.optional(z.string()),
  schemaVersion: z.optional(z.nullable(z.string())),
  labels: z.optional(z.nullable(texts)),
  content: z.optional(z.nullable(json)),
  targetCondition: z.optional(z.nullable(z.string())),
  priority: z.optional(z.nullable(z.int().check(z.gte(0)))),
  metrics: z.optional(z.nullable(z.looseObject({ queries: z.optional(z.nullable(texts)) }))),
});

export type ConfigurationRequest = z.infer<typeof configurationRequest>;

/** Reads the body of a create or update request for a configuration. @throws HubFault ArgumentInvalid (400004) */
export function parseConfigurationRequest(id: string, body: unknown): ConfigurationRequest {
  const parsed = configurationRequest.safeParse(body);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new HubFault('ArgumentInvalid', path === '' ? 'The body is no configuration.' : `"${path}" is not valid.`);
  }
  if (parsed.data.id !== undefined && parsed.data.id !== id) {
    throw new HubFault('ArgumentInvalid', 'The id in the body is not the one in the address.');
  }
  checkId(id);
  return parsed.data;
}

/** @throws HubFault InvalidConfigurationContent (400402) */
export function checkContent(content: JsonObject): void {
  const kinds = Object.keys(content).filter(kind => content[kind] !== null);
  const [kind = ''] = kinds;
  const sections = content[kind];
  if (kinds.length !== 1 || !Object.hasOwn(contentKinds, kind) || !isJsonObject(sections)) {
    throw new HubFault(
      'InvalidConfigurationContent',
      `The content has one of ${Object.keys(contentKinds).join(', ')}.`,
    );
  }
  for (const section of kind === 'modulesContent' ? Object.values(sections) : [sections]) checkSettings(section);
}

/** What a content is for. */
export function collectionOf(content: JsonObject): ScannedCollection {
  return isJsonObject(content['moduleContent'] ?? null) ? 'devices.modules' : 'devices';
}

/** @throws HubFault InvalidConfigurationTargetCondition (400401) */
export function checkTargetCondition(text: string, collection: ScannedCollection): void {
  if (text === '') return;

  const problem = targetConditionProblem(text);
  if (problem !== undefined) throw new HubFault('InvalidConfigurationTargetCondition', problem);
  if (parseTargetCondition(text).collection !== collection) {
    const expected =
      collection === 'devices'
        ? 'The content is for devices: the target condition is one for devices.'
        : 'The content is for modules: the target condition starts with FROM devices.modules WHERE.';
    throw new HubFault('InvalidConfigurationTargetCondition', expected);
  }
}

/** @throws HubFault InvalidConfigurationCustomMetricsQuery (400404) */
export function checkMetrics(queries: Readonly<Record<string, string>>): void {
  if (Object.keys(queries).length > configurationLimits.metrics) {
    const message = `A configuration may have ${configurationLimits.metrics} metrics.`;
    throw new HubFault('InvalidConfigurationCustomMetricsQuery', message);
  }
  for (const [name, query] of Object.entries(queries)) {
    const problem = queryProblem(query);
    if (problem !== undefined) {
      throw new HubFault('InvalidConfigurationCustomMetricsQuery', `Metric "${name}": ${problem}`);
    }
  }
}

/** What is wrong with a target condition, if anything. */
export function targetConditionProblem(text: string): string | undefined {
  try {
    parseTargetCondition(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return error.message;
  }
}

function checkId(id: string): void {
  if (isConfigurationId(id)) return;

  const rule = "up to 128 lower case letters, digits and - + % _ * ! '";
  throw new HubFault('ArgumentInvalid', `"${id.slice(0, 200)}" is no id for a configuration: it has ${rule}.`);
}

function checkSettings(section: Json): void {
  const settings = isJsonObject(section) ? settingsOf(section) : 'The content of a module is an object.';
  if (typeof settings === 'string') throw new HubFault('InvalidConfigurationContent', settings);

  const problem = findTwinProblem('desired', patchOf([], settings));
  if (problem) throw new HubFault('InvalidConfigurationContent', describeTwinProblem('desired', problem));
}
