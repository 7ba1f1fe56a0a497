import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../../src/domain/query/parseQuery.ts';
import type { Expression } from '../../../../src/domain/query/syntaxTree.ts';

const property = (...path: string[]): Expression => ({ kind: 'property', path });
const constant = (value: string | number | boolean | null): Expression => ({ kind: 'constant', value });
const where = (condition: string) => parseQuery(`SELECT * FROM devices WHERE ${condition}`).where;

describe('clauses', () => {
  test('the smallest query selects every device', () => {
    expect(parseQuery('SELECT * FROM devices')).toEqual({
      kind: 'query',
      select: { kind: 'everything' },
      from: 'devices',
    });
  });

  test('keywords and first names match in any case, members do not change', () => {
    expect(parseQuery('select * from DEVICES where DeviceID = Tags.Floor').where).toEqual({
      kind: 'comparison',
      operator: '=',
      left: property('deviceId'),
      right: property('tags', 'Floor'),
    });
  });

  test("the documentation's grouping query has projections, aliases and a group", () => {
    const status = { kind: 'property', path: ['properties', 'reported', 'telemetryConfig', 'status'] };

    expect(
      parseQuery(`SELECT properties.reported.telemetryConfig.status AS status, COUNT() AS numberOfDevices
        FROM devices GROUP BY properties.reported.telemetryConfig.status`),
    ).toEqual({
      kind: 'query',
      select: {
        kind: 'projections',
        projections: [
          { kind: 'projection', value: status, alias: 'status' },
          { kind: 'projection', value: { kind: 'aggregate', name: 'COUNT' }, alias: 'numberOfDevices' },
        ],
      },
      from: 'devices',
      groupBy: status,
    });
  });

  test('a projection without an alias keeps the canonical name', () => {
    expect(parseQuery('SELECT DeviceId, LastActivityTime FROM devices').select).toEqual({
      kind: 'projections',
      projections: [
        { kind: 'projection', value: property('deviceId') },
        { kind: 'projection', value: property('lastActivityTime') },
      ],
    });
  });

  test('TOP takes a number of rows', () => {
    expect(parseQuery('SELECT TOP 5 * FROM devices').top).toBe(5);
  });

  test.each(['devices', 'devices.modules', 'devices.jobs'])('%s can be selected from', from => {
    expect(parseQuery(`SELECT * FROM ${from}`).from).toBe(from);
  });

  test('a property may start with the name of its collection', () => {
    expect(parseQuery("SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'j'").where).toMatchObject({
      left: property('jobId'),
    });
  });
});

describe('conditions', () => {
  test('AND binds stronger than OR, NOT stronger than AND, comparisons stronger than NOT', () => {
    expect(where('NOT version = 1 AND version = 2 OR version = 3')).toEqual(
      where('((NOT (version = 1)) AND (version = 2)) OR (version = 3)'),
    );
  });

  test('products bind stronger than sums, and both group to the left', () => {
    expect(where('1 - 2 - 3 * 4 / 5 = 6')).toEqual(where('((1 - 2) - ((3 * 4) / 5)) = 6'));
  });

  test('<> is !=', () => {
    expect(where("status <> 'x'")).toEqual(where("status != 'x'"));
  });

  test('IN and NIN take an array of constants', () => {
    expect(where('deviceId NIN [\'a\', "b", 0x1F, -2.5, null, true]')).toEqual({
      kind: 'membership',
      operator: 'NIN',
      value: property('deviceId'),
      candidates: ['a', 'b', 31, -2.5, null, true],
    });
  });

  test('functions match in any case', () => {
    expect(where("startswith(devices.deviceId, 'p')")).toEqual({
      kind: 'call',
      name: 'STARTSWITH',
      arguments: [property('deviceId'), constant('p')],
    });
  });

  test('undefined is a constant of its own', () => {
    expect(where('tags.x = undefined')).toMatchObject({ right: { kind: 'constant', value: undefined } });
  });

  test('a name that is a keyword or has other characters stands in double brackets', () => {
    expect(where("tags.[[group]].[[a b-c]] = 'x'")).toMatchObject({ left: property('tags', 'group', 'a b-c') });
  });

  test('two opening brackets that follow no dot start an array in an array', () => {
    expect(where('tags.x IN [[1, 2], 3]')).toMatchObject({ candidates: [[1, 2], 3] });
  });

  test('strings know four escapes', () => {
    expect(where(String.raw`tags.x = 'it\'s \"\\\u00e5'`)).toMatchObject({ right: constant('it\'s "\\å') });
  });

  test('$version and $metadata are names', () => {
    expect(where('properties.desired.$version > 3')).toMatchObject({
      left: property('properties', 'desired', '$version'),
    });
  });
});
