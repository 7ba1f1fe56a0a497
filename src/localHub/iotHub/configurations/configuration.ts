import type { JsonObject } from '../../../domain/json.ts';
import { isJsonObject } from '../../../domain/json.ts';
import type { ConfigurationRecord } from '../../store/configurationTable.ts';
import type { ScannedCollection } from '../../store/identityScan.ts';
import { collectionOf } from './configurationRequest.ts';
import { type Setting, settingsOf } from '../../../domain/configuration/settings.ts';
import { parseTargetCondition, type TargetCondition } from './targetCondition.ts';

/** A configuration, read and ready to be compared with twins. */
export interface Configuration {
  readonly record: ConfigurationRecord;
  readonly collection: ScannedCollection;
  /** None targets nothing. */
  readonly target: TargetCondition | undefined;
  /** None for a deployment to edge devices, which the hub shows but does not run. */
  readonly settings: readonly Setting[];
}

export function toConfiguration(record: ConfigurationRecord): Configuration {
  const content = JSON.parse(record.content) as JsonObject;
  const section = content['deviceContent'] ?? content['moduleContent'] ?? null;
  const settings = isJsonObject(section) ? settingsOf(section) : [];

  return {
    record,
    collection: collectionOf(content),
    target: record.targetCondition === '' ? undefined : parseTargetCondition(record.targetCondition),
    settings: typeof settings === 'string' ? [] : settings,
  };
}

/** Which one wins: the higher priority, and of equal ones the later creation. For sorting, the winner last. */
export function byPrecedence({ record: a }: Configuration, { record: b }: Configuration): number {
  return a.priority - b.priority || a.sequence - b.sequence;
}
