import { describe, expect, test } from 'vitest';
import {
  conditionOf,
  describeConditionProblem,
  isConditionProblem,
  readTargetCondition,
} from '../../../../src/domain/query/targetCondition.ts';
import { parseQuery } from '../../../../src/domain/query/parseQuery.ts';
import { printQuery } from '../../../../src/domain/query/printQuery.ts';

function selects(text: string): string {
  const read = readTargetCondition(text);
  return isConditionProblem(read) ? describeConditionProblem(read) : printQuery(read);
}

describe('the condition of a job', () => {
  test.each([
    ['*', 'SELECT * FROM devices'],
    ["tags.floor = '3'", "SELECT * FROM devices WHERE tags.floor = '3'"],
    ["deviceId IN ['a', 'b']", "SELECT * FROM devices WHERE deviceId IN ['a', 'b']"],
    ['FROM devices.modules', 'SELECT * FROM devices.modules'],
    ["from devices.modules where moduleId = 'camera'", "SELECT * FROM devices.modules WHERE moduleId = 'camera'"],
  ])('%s selects what a query would', (text, query) => {
    expect(selects(text)).toBe(query);
  });

  test.each([
    ['', 'Write a condition'],
    ["SELECT * FROM devices WHERE tags.floor = '3'", "Write: tags.floor = '3'"],
    ['select deviceId from devices', 'Write: *'],
    ['SELECT COUNT() AS n FROM devices GROUP BY tags.floor', 'not a whole query.'],
    ["WHERE tags.floor = '3'", "Write: tags.floor = '3'"],
    ['tags.floor ==', 'column 13'],
    ['tag.floor = 3', 'Did you mean tags?'],
    ['FROM devices.modules WHERE', 'the query ends here'],
  ])('%s is refused with what to write', (text, words) => {
    expect(selects(text)).toContain(words);
  });

  test('has room for what the service writes before it', () => {
    const longest = `tags.a = '${'x'.repeat(8153)}'`;

    expect(selects(longest)).toContain('SELECT');
    expect(selects(`${longest} `)).toContain('SELECT');
    expect(readTargetCondition(`${longest}  OR status = 'enabled'`)).toMatchObject({ kind: 'tooLong', most: 8164 });
  });

  test.each([
    ["SELECT deviceId FROM devices WHERE tags.floor = '3'", "tags.floor = '3'"],
    ['SELECT * FROM devices', '*'],
    ["SELECT * FROM devices.modules WHERE moduleId = 'camera'", "FROM devices.modules WHERE moduleId = 'camera'"],
    ['SELECT * FROM devices.modules', 'FROM devices.modules'],
    ['SELECT TOP 3 * FROM devices', undefined],
    ['SELECT * FROM devices.jobs', undefined],
  ])('of %s is %s', (query, condition) => {
    expect(conditionOf(parseQuery(query))).toBe(condition);
  });
});
