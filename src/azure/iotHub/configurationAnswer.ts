import * as z from 'zod/mini';
import {
  type ConfigurationMetric,
  type DeviceConfiguration,
  kindOfContent,
} from '../../domain/configuration/deviceConfiguration.ts';
import { jsonObject, optionalText, readAnswer } from './wire.ts';

const metrics = z.optional(
  z.nullable(
    z.object({
      results: z.optional(z.nullable(z.record(z.string(), z.number()))),
      queries: z.optional(z.nullable(z.record(z.string(), z.string()))),
    }),
  ),
);

const configurationAnswer = z.object({
  id: z.string(),
  etag: z.string(),
  content: z.optional(z.nullable(jsonObject)),
  priority: z.optional(z.nullable(z.number())),
  targetCondition: optionalText,
  systemMetrics: metrics,
  metrics,
});

/** Reads a configuration. @throws UnreadableAnswer */
export function readConfiguration(answer: unknown): DeviceConfiguration {
  const document = readAnswer(jsonObject, answer);
  const read = readAnswer(configurationAnswer, document);

  return {
    id: read.id,
    etag: read.etag,
    kind: kindOfContent(read.content ?? {}),
    priority: read.priority ?? 0,
    targetCondition: read.targetCondition ?? '',
    systemMetrics: metricsOf(read.systemMetrics),
    metrics: metricsOf(read.metrics),
    document,
  };
}

function metricsOf(read: z.infer<typeof metrics>): readonly ConfigurationMetric[] {
  return Object.entries(read?.queries ?? {}).map(([name, query]) => ({ name, query, count: read?.results?.[name] }));
}
