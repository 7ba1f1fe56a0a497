import { expect, test } from 'vitest';
import { configurationText, sentConfiguration } from '../../../../src/domain/configuration/configurationDocument.ts';

const shown = {
  id: 'telemetry',
  schemaVersion: '1.0',
  labels: null,
  content: { deviceContent: {} },
  targetCondition: '*',
  createdTimeUtc: '2026-11-28T06:00:00Z',
  lastUpdatedTimeUtc: '2026-11-28T06:00:00Z',
  priority: 10,
  systemMetrics: { results: { targetedCount: 3 }, queries: {} },
  metrics: { results: { on: 2 }, queries: { on: 'SELECT * FROM devices' } },
  etag: 'MQ==',
};

test('a document has what a person edits, and last the etag', () => {
  const text = configurationText(shown);

  expect(Object.keys(JSON.parse(text) as object)).toEqual([
    'id',
    'schemaVersion',
    'content',
    'targetCondition',
    'priority',
    'metrics',
    'etag',
  ]);
  expect(text).not.toContain('results');
});

test('what the hub counts and keeps by itself is not sent', () => {
  expect(sentConfiguration(shown)).toEqual({
    id: 'telemetry',
    schemaVersion: '1.0',
    content: { deviceContent: {} },
    targetCondition: '*',
    priority: 10,
    metrics: { queries: { on: 'SELECT * FROM devices' } },
  });
});
