import type { JsonObject } from '../../../domain/json.ts';
import type { Configuration } from './configuration.ts';
import { patchOf } from '../../../domain/configuration/settings.ts';

/** What a twin keeps of the configurations that target it. */
export interface TwinConfigurations {
  /** As the twin shows it: `{ ID: { status } }`. "Applied" for one that has a say in the desired properties. */
  readonly configurations: Readonly<Record<string, { readonly status: 'Targeted' | 'Applied' }>>;
  /** Which configuration, by its sequence, made which setting. */
  readonly settings: Readonly<Record<string, number>>;
}

/**
 * Finds what configurations, the winner last, make of a twin. Two that set the same place: the winner's value counts,
 * and the other is applied as far as it sets more than that.
 */
export function configure(document: JsonObject, configurations: readonly Configuration[]): TwinConfigurations {
  const targeting = configurations.filter(({ target }) => target?.matches(document));
  const owners = new Map(
    targeting.flatMap(({ record, settings }) => settings.map(({ path }) => [path, record.sequence] as const)),
  );
  const applied = new Set(owners.values());
  const statusOf = (sequence: number) => (applied.has(sequence) ? 'Applied' : 'Targeted');

  return {
    configurations: Object.fromEntries(
      targeting.map(({ record: { id, sequence } }) => [id, { status: statusOf(sequence) }]),
    ),
    settings: Object.fromEntries(owners),
  };
}

/** What changes in the desired properties between two states of a twin; nothing if the same settings are made. */
export function changeOf(
  before: TwinConfigurations['settings'],
  { settings: after }: TwinConfigurations,
  configurations: readonly Configuration[],
): JsonObject | undefined {
  const removed = Object.keys(before).filter(path => !Object.hasOwn(after, path));
  const changed = Object.entries(after).some(([path, sequence]) => before[path] !== sequence);
  if (removed.length === 0 && !changed) return undefined;

  const made = configurations.flatMap(({ record, settings }) =>
    settings.filter(({ path }) => after[path] === record.sequence),
  );
  return patchOf(removed, made);
}
