import { expect, test } from 'vitest';
import { newConfiguration } from '../../../../src/domain/configuration/configurationDocument.ts';
import {
  findConfigurationProblems,
  isConfigurationId,
} from '../../../../src/domain/configuration/configurationProblems.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';

const good = newConfiguration('telemetry');
const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map(number => [`m${number}`, 'SELECT * FROM devices']));

function problemsOf(change: JsonObject, saved: JsonObject = {}) {
  return findConfigurationProblems('telemetry', { ...good, ...change }, saved);
}

test('a new configuration has no problem, and one that was saved may change all but its content', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ priority: 20, targetCondition: "tags.floor = '3'", labels: { a: 'b' } }, good)).toEqual([]);
});

test.each<[string, JsonObject, string, string]>([
  ['another id', { id: 'other' }, 'otherId', 'id'],
  ['no content', { content: {} }, 'notOneContent', 'content'],
  ['a content that no hub knows', { content: { deviceContents: {} } }, 'notOneContent', 'content'],
  ['two contents', { content: { deviceContent: {}, moduleContent: {} } }, 'notOneContent', 'content'],
  ['a content that is no object', { content: { deviceContent: 1 } }, 'notObject', 'content.deviceContent'],
  [
    'a module without settings',
    { content: { modulesContent: { camera: 1 } } },
    'notObject',
    'content.modulesContent.camera',
  ],
  ['tags', { content: { deviceContent: { 'tags.floor': 3 } } }, 'place', 'content.deviceContent.tags.floor'],
  [
    'a value over a limit of twins',
    { content: { deviceContent: { 'properties.desired.a': 'x'.repeat(5000) } } },
    'setting',
    'content.deviceContent',
  ],
  ['a whole query', { targetCondition: 'SELECT * FROM devices' }, 'condition', 'targetCondition'],
  ['a condition cut in the middle', { targetCondition: 'tags.floor =' }, 'condition', 'targetCondition'],
  ['a condition that is no text', { targetCondition: 3 }, 'condition', 'targetCondition'],
  [
    'modules for a content of devices',
    { targetCondition: "FROM devices.modules WHERE moduleId = 'a'" },
    'otherTargets',
    'targetCondition',
  ],
  [
    'devices for a content of modules',
    { content: { moduleContent: {} }, targetCondition: '*' },
    'otherTargets',
    'targetCondition',
  ],
  ['a negative priority', { priority: -1 }, 'priority', 'priority'],
  ['half a priority', { priority: 0.5 }, 'priority', 'priority'],
  ['six metrics', { metrics: { queries: six } }, 'tooManyMetrics', 'metrics.queries'],
  ['a metric that is no query', { metrics: { queries: { on: 'SELECT' } } }, 'metric', 'metrics.queries.on'],
])('%s is a problem, at its place', (_, change, kind, path) => {
  expect(problemsOf(change).map(problem => [problem.kind, problem.path.join('.')])).toEqual([[kind, path]]);
});

test('the content of a saved configuration cannot be changed', () => {
  const content = { deviceContent: { 'properties.desired.telemetry': { interval: 60 } } };

  expect(problemsOf({ content }, good)).toEqual([{ kind: 'contentChanged', path: ['content'] }]);
});

test('an id has lower-case letters, digits and some punctuation', () => {
  expect(["every-30-seconds_%*!'", 'a'.repeat(128)].filter(id => !isConfigurationId(id))).toEqual([]);
  expect(['', 'A', 'a b', 'a/b', 'a'.repeat(129)].filter(isConfigurationId)).toEqual([]);
});
