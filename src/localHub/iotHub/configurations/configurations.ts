import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../domain/json.ts';
import type { ConfigurationRecord, ConfigurationTable } from '../../store/configurationTable.ts';
import { checkIfMatch } from '../etag.ts';
import { HubFault } from '../hubFault.ts';
import { isModule } from '../identityName.ts';
import { byPrecedence, type Configuration, toConfiguration } from './configuration.ts';
import { checkContent, checkMetrics, checkTargetCondition, collectionOf } from './configurationRequest.ts';
import type { ConfigurationRequest } from './configurationRequest.ts';

/** The most configurations that a hub has: IoT Hub, "Quotas and throttling". */
export const configurationCounts = { free: 10, paid: 100 } as const;

export interface ConfigurationsOptions {
  readonly table: ConfigurationTable;
  readonly now: () => number;
  /** How many there may be now. */
  readonly mostConfigurations: () => number;
  /** Twins are to be looked at, because configurations are not what they were. */
  readonly rollOut: () => void;
}

/** The configurations of a hub: automatic device management. What they make of twins is `Rollouts`' business. */
export class Configurations {
  readonly #options: ConfigurationsOptions;
  /** The winner last. */
  #all: readonly Configuration[];

  constructor(options: ConfigurationsOptions) {
    this.#options = options;
    this.#all = readAll(options.table);
  }

  /** In the order of their ids. */
  list(): readonly ConfigurationRecord[] {
    return this.#options.table.all();
  }

  /** @throws HubFault ConfigurationNotFound (404301) */
  get(id: string): ConfigurationRecord {
    const record = this.#options.table.get(id);
    if (record) return record;

    throw new HubFault('ConfigurationNotFound', `The configuration "${id}" does not exist.`);
  }

  /** Those that a device or module could be targeted by, the winner last. */
  for(name: string): readonly Configuration[] {
    const collection = isModule(name) ? 'devices.modules' : 'devices';
    return this.#all.filter(configuration => configuration.collection === collection);
  }

  /** Nothing if there is none of this id. */
  find(id: string): Configuration | undefined {
    return this.#all.find(({ record }) => record.id === id);
  }

  get readReported(): boolean {
    return this.#all.some(({ target }) => target?.readsReported);
  }

  /**
   * @throws HubFault ConfigurationAlreadyExists (409401), ConfigurationCountLimitExceeded (413101),
   * InvalidConfigurationContent (400402), InvalidConfigurationTargetCondition (400401),
   * InvalidConfigurationCustomMetricsQuery (400404)
   */
  create(id: string, request: ConfigurationRequest): ConfigurationRecord {
    const { table, now, mostConfigurations } = this.#options;
    if (table.get(id)) throw new HubFault('ConfigurationAlreadyExists', `The configuration "${id}" already exists.`);
    const most = mostConfigurations();
    if (this.#all.length >= most) {
      const message = `The hub has ${most} configurations, which is all it may have.`;
      throw new HubFault('ConfigurationCountLimitExceeded', message);
    }
    const content = request.content ?? {};
    checkContent(content);
    const createdMs = now();
    return this.#put({ id, etag: 1, createdMs, content: JSON.stringify(content) }, request);
  }

  /**
   * Changes all but the content, which no update can change.
   * @throws HubFault CannotModifyImmutableConfigurationContent (400403), ConfigurationNotFound (404301),
   * PreconditionFailed (412001), and as {@link Configurations.create}
   */
  update(id: string, request: ConfigurationRequest, ifMatch: string): ConfigurationRecord {
    const { etag, createdMs, content, ...old } = this.get(id);
    checkIfMatch(ifMatch, configurationEtag({ etag }));
    if (request.content && !isDeepStrictEqual(request.content, JSON.parse(content))) {
      const message =
        'The content of a configuration cannot be changed. Create another configuration with a higher priority.';
      throw new HubFault('CannotModifyImmutableConfigurationContent', message);
    }
    return this.#put({ id: old.id, etag: etag + 1, createdMs, content }, request);
  }

  /** @throws HubFault ConfigurationNotFound (404301), PreconditionFailed (412001) */
  delete(id: string, ifMatch: string | undefined): void {
    const { table } = this.#options;
    const record = this.get(id);
    checkIfMatch(ifMatch, configurationEtag(record));
    table.delete(id);
    this.#changed(record);
  }

  #put(
    fixed: Pick<ConfigurationRecord, 'id' | 'etag' | 'createdMs' | 'content'>,
    { schemaVersion, labels, targetCondition, priority, metrics }: ConfigurationRequest,
  ): ConfigurationRecord {
    const queries = metrics?.queries ?? {};
    checkTargetCondition(targetCondition ?? '', collectionOf(JSON.parse(fixed.content) as JsonObject));
    checkMetrics(queries);
    this.#options.table.put({
      ...fixed,
      updatedMs: this.#options.now(),
      schemaVersion: schemaVersion ?? '1.0',
      priority: priority ?? 0,
      targetCondition: targetCondition ?? '',
      labels: JSON.stringify(labels ?? {}),
      metricQueries: JSON.stringify(queries),
    });
    const record = this.get(fixed.id);
    this.#changed(record);
    return record;
  }

  #changed({ id, content }: ConfigurationRecord): void {
    const { table, rollOut } = this.#options;
    this.#all = readAll(table);
    table.addRollout({ id, collection: collectionOf(JSON.parse(content) as JsonObject) });
    rollOut();
  }
}

/** The etag of a configuration: base64 of its decimal count, as that of an identity. */
export function configurationEtag({ etag }: Pick<ConfigurationRecord, 'etag'>): string {
  return Buffer.from(String(etag)).toString('base64');
}

function readAll(table: ConfigurationTable): readonly Configuration[] {
  return table.all().map(toConfiguration).toSorted(byPrecedence);
}
