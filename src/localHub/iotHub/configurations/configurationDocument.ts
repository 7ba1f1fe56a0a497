import type { Json, JsonObject } from '../../../domain/json.ts';
import { printExpression } from '../../../domain/query/printQuery.ts';
import type { ConfigurationRecord } from '../../store/configurationTable.ts';
import { toConfiguration } from './configuration.ts';
import { configurationEtag } from './configurations.ts';

/** Gives the number of rows of a query. */
type Count = (query: string) => Promise<number>;

/** The configuration as the REST API shows it. Metrics are counted when it is asked for, not every five minutes. */
export async function configurationDocument(record: ConfigurationRecord, count: Count): Promise<JsonObject> {
  const { etag, ...configuration } = configurationDefinition(record);
  return {
    ...configuration,
    systemMetrics: await metricsDocument(systemQueries(record), count),
    metrics: await metricsDocument(JSON.parse(record.metricQueries) as Record<string, string>, count),
    etag,
  };
}

/** The configuration as a file of an export has it: its metrics are queries without results. */
export function configurationDefinition(record: ConfigurationRecord) {
  return {
    id: record.id,
    schemaVersion: record.schemaVersion,
    labels: parse(record.labels),
    content: parse(record.content),
    targetCondition: record.targetCondition,
    createdTimeUtc: new Date(record.createdMs).toISOString(),
    lastUpdatedTimeUtc: new Date(record.updatedMs).toISOString(),
    priority: record.priority,
    metrics: { queries: parse(record.metricQueries) },
    etag: configurationEtag(record),
  };
}

/** The queries that the service itself counts: whom the configuration targets, and where it has a say. */
function systemQueries(record: ConfigurationRecord): Readonly<Record<string, string>> {
  const { collection, target } = toConfiguration(record);
  if (!target) return {};

  const status = printExpression({ kind: 'property', path: ['configurations', record.id, 'status'] });
  const names = collection === 'devices' ? 'deviceId' : 'deviceId, moduleId';
  return {
    targetedCount: target.query,
    appliedCount: `select ${names} from ${collection} where ${status} = 'Applied'`,
  };
}

async function metricsDocument(queries: Readonly<Record<string, string>>, count: Count): Promise<JsonObject> {
  const results: Record<string, Json> = {};
  for (const [name, query] of Object.entries(queries)) results[name] = await count(query);
  return { results, queries };
}

function parse(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
