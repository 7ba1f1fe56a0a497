import { type JsonObject, isJsonObject } from '../json.ts';

/** What a configuration is for: devices, modules, or the modules of edge devices, which a hub shows but does not run. */
export type ConfigurationKind = 'devices' | 'modules' | 'edge';

/** A count that a hub keeps of a configuration, and the query that gives what is counted. */
export interface ConfigurationMetric {
  readonly name: string;
  readonly query: string;
  /** Undefined as long as the hub has not counted. */
  readonly count: number | undefined;
}

/** A configuration of automatic device management, as the hub shows it. */
export interface DeviceConfiguration {
  readonly id: string;
  readonly etag: string;
  readonly kind: ConfigurationKind;
  readonly priority: number;
  /** Empty: nothing is targeted. */
  readonly targetCondition: string;
  /** Those that every configuration has: `targetedCount`, `appliedCount`. */
  readonly systemMetrics: readonly ConfigurationMetric[];
  readonly metrics: readonly ConfigurationMetric[];
  /** All of it, as it came. */
  readonly document: JsonObject;
}

/** The configurations of a hub. 100 of a paid hub, 10 of a free one, so that they come in one answer. */
export interface HubConfigurations {
  list(signal?: AbortSignal): Promise<readonly DeviceConfiguration[]>;
  /** @throws HubError `configurationNotFound` */
  get(id: string, signal?: AbortSignal): Promise<DeviceConfiguration>;
  /** @throws HubError `configurationExists`, `tooManyConfigurations` */
  create(id: string, document: JsonObject, signal?: AbortSignal): Promise<DeviceConfiguration>;
  /** @throws HubError `configurationChanged` if it no longer has `etag` */
  replace(id: string, document: JsonObject, etag: string, signal?: AbortSignal): Promise<DeviceConfiguration>;
  delete(id: string, signal?: AbortSignal): Promise<void>;
}

/** The members of a configuration's `content`, of which it has one. */
export const contentKinds = { deviceContent: 'devices', moduleContent: 'modules', modulesContent: 'edge' } as const;

/** What a content is for; devices if it has none that is known. */
export function kindOfContent(content: JsonObject): ConfigurationKind {
  const found = Object.entries(contentKinds).find(([member]) => isJsonObject(content[member]));
  return found?.[1] ?? 'devices';
}
