import type { JsonObject } from '../../../domain/json.ts';
import type { Narrowing } from '../../../domain/query/narrowing.ts';
import type { ConfigurationTable, Rollout } from '../../store/configurationTable.ts';
import { IdentityScan } from '../../store/identityScan.ts';
import type { IdentityRecord } from '../../store/identityRecord.ts';
import type { Store } from '../../store/store.ts';
import { HubFault } from '../hubFault.ts';
import type { Registry } from '../registry.ts';
import { stretchesOf } from '../stretches.ts';
import type { Twins } from '../twins.ts';
import type { Configurations } from './configurations.ts';
import { changeOf, configure, type TwinConfigurations } from './twinConfigurations.ts';

export interface RolloutsOptions {
  readonly store: Store;
  readonly table: ConfigurationTable;
  readonly configurations: Configurations;
  readonly registry: Registry;
  readonly twins: Twins;
  /** The twin as queries see it. */
  readonly show: (record: IdentityRecord) => JsonObject;
}

/** Each of them may be written, which takes longer than reading: a first turn of the usual size would be a long one. */
const firstTwins = 50;

/**
 * Brings twins to what configurations want: one twin when it changes, in the same transaction; all that a configuration
 * is about when that one changes, in stretches, and on after a restart.
 *
 * Assumed, because no source says: a value that a service sets by hand stays until the configurations that target its
 * twin are others, or other ones win.
 */
export class Rollouts {
  readonly #options: RolloutsOptions;
  #running = false;
  #closed = false;

  constructor(options: RolloutsOptions) {
    this.#options = options;
  }

  /** Gives the twin as configurations want it. Cheap if nothing changes. */
  review(record: IdentityRecord): IdentityRecord {
    const { configurations, show, twins } = this.#options;
    const candidates = configurations.for(record.name);
    if (candidates.length === 0 && record.configurations === '{}') return record;

    const before = JSON.parse(record.configuredSettings) as TwinConfigurations['settings'];
    const after = configure(show(record), candidates);
    const change = changeOf(before, after, candidates);
    if (!change && JSON.stringify(after.configurations) === record.configurations) return record;
    try {
      return twins.configure(record, change, after);
    } catch (error) {
      if (!(error instanceof HubFault)) throw error;
      return twins.configure(record, undefined, withoutSettings(after, before));
    }
  }

  /** As {@link Rollouts.review} for a new identity, whose record is made only if a configuration may be about it. */
  reviewNew(name: string, recordOf: () => IdentityRecord): void {
    if (this.#options.configurations.for(name).length > 0) this.review(recordOf());
  }

  /** As {@link Rollouts.review} for a twin of which only the reported properties changed. */
  reviewReported(name: string): void {
    const { configurations, registry } = this.#options;
    if (configurations.readReported) this.review(registry.get(name));
  }

  /** Does what is still to be done, unless it is being done already. */
  async run(): Promise<void> {
    if (this.#running) return;

    const { table } = this.#options;
    this.#running = true;
    for (let rollout = table.nextRollout(); rollout; rollout = table.nextRollout()) {
      await this.#reviewAll(rollout);
      if (this.#closed) return;
      table.endRollout(rollout.sequence);
    }
    this.#running = false;
  }

  /** What is not done yet is done after the next start. */
  close(): void {
    this.#closed = true;
  }

  /** Those that the configuration targets now, and those that it targeted before. */
  async #reviewAll({ id, collection }: Rollout): Promise<void> {
    const { store, configurations } = this.#options;
    const target = configurations.find(id)?.target;
    const before = ['Applied', 'Targeted'].map((value): Narrowing => ({
      equalities: [{ property: { kind: 'property', path: ['configurations', id, 'status'] }, value }],
    }));
    const narrowings = [...(target ? [target.narrowing] : []), ...before];
    const scans = narrowings.map(narrowing => IdentityScan.records(store, collection, narrowing, record => record));
    for (const scan of scans) {
      for await (const { rows } of stretchesOf(scan, '', { size: firstTwins })) {
        if (this.#closed) return;
        for (const record of rows) this.review(record);
      }
    }
  }
}

/** For settings that the twin has no room for: it is targeted, and stays as it is. */
function withoutSettings(
  { configurations }: TwinConfigurations,
  settings: TwinConfigurations['settings'],
): TwinConfigurations {
  const targeted = Object.keys(configurations).map(id => [id, { status: 'Targeted' }] as const);
  return { settings, configurations: Object.fromEntries(targeted) };
}
