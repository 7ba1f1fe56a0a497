import { type JsonObject, isJsonObject } from '../json.ts';

/** What the hub writes at the top of a configuration, and nobody else. */
const hubOwned: ReadonlySet<string> = new Set(['createdTimeUtc', 'lastUpdatedTimeUtc', 'systemMetrics', 'etag']);

/** What is sent of an edited document: the hub counts metrics by itself. */
export function sentConfiguration(document: JsonObject): JsonObject {
  const { metrics, ...rest } = document;
  const content = Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => !hubOwned.has(key) && value !== null),
  );
  const queries = isJsonObject(metrics) ? metrics['queries'] : undefined;
  return isJsonObject(queries) ? { ...content, metrics: { queries } } : content;
}

/** A configuration as a document: what can be edited, and last the etag that it must still have when it is saved. */
export function configurationText(document: JsonObject): string {
  const content = sentConfiguration(document);
  const { etag } = document;
  return `${JSON.stringify(etag === undefined ? content : { ...content, etag }, undefined, 2)}\n`;
}

/** A configuration that targets nothing yet, with an example of each part. */
export function newConfiguration(id: string): JsonObject {
  return {
    id,
    schemaVersion: '1.0',
    labels: {},
    content: { deviceContent: { 'properties.desired.telemetry': { interval: 30 } } },
    targetCondition: '',
    priority: 10,
    metrics: {
      queries: {
        reporting: 'SELECT deviceId FROM devices WHERE properties.reported.telemetry.interval = 30',
      },
    },
  };
}
