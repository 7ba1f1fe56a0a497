import { describe, expect, test } from 'vitest';
import type { DeviceTwin } from '../../../../src/domain/device.ts';
import { completionsAt } from '../../../../src/domain/query/completions.ts';

const twins: readonly DeviceTwin[] = [
  {
    deviceId: 'door-017',
    etag: 'AAAAAAAAAAE=',
    status: 'enabled',
    connectionState: 'Connected',
    lastActivityTime: '2026-11-20T10:42:00Z',
    tags: { floor: '3', 'wing-b': true, building: { city: 'Graz' } },
    desired: { $version: 1, lockTime: '10m' },
    reported: { $metadata: {}, firmware: { version: 2 } },
  },
  {
    deviceId: 'door-018',
    etag: 'AAAAAAAAAAE=',
    status: 'enabled',
    connectionState: 'Connected',
    lastActivityTime: '2026-11-20T10:42:00Z',
    tags: { floor: 4 },
    desired: {},
    reported: {},
  },
];

/** What is offered where `|` stands. */
function offered(marked: string) {
  return completionsAt(marked.replace('|', ''), marked.indexOf('|'), twins);
}
const names = (marked: string) => offered(marked).map(({ name }) => name);

describe('completion', () => {
  test.each(['|', 'SEL|', '-- all\n|', 'SELECT * FROM devices;\n|'])('starts a query with SELECT: %j', marked => {
    expect(names(marked)).toEqual(['SELECT']);
  });

  test('offers properties, aggregates and FROM in a select list', () => {
    expect(names('SELECT de|')).toEqual(expect.arrayContaining(['deviceId', 'tags', 'COUNT', 'TOP', 'FROM']));
    expect(names('SELECT de|')).not.toContain('STARTSWITH');
  });

  test('offers what can be selected from', () => {
    expect(names('SELECT * FROM |')).toEqual(['devices', 'devices.modules', 'devices.jobs']);
    expect(names('SELECT * FROM devices.|')).toEqual(['modules', 'jobs']);
    expect(names('SELECT * FROM devices |')).toEqual(['WHERE', 'GROUP BY']);
  });

  test('offers properties, functions, operators and constants in a condition', () => {
    expect(names('SELECT * FROM devices WHERE |')).toEqual(
      expect.arrayContaining(['status', 'IS_DEFINED', 'AND', 'null', 'GROUP BY']),
    );
    expect(names('SELECT * FROM devices WHERE |')).not.toContain('moduleId');
    expect(names('SELECT * FROM devices.modules WHERE |')).toContain('moduleId');
    expect(names('SELECT * FROM devices GROUP BY |')).toContain('status');
  });

  test('offers tags and properties that devices have, with their kinds of values', () => {
    expect(offered('SELECT * FROM devices WHERE tags.f|')).toContainEqual({
      kind: 'property',
      name: 'floor',
      kinds: ['string', 'number'],
    });
    expect(names('SELECT * FROM devices WHERE tags.building.|')).toEqual(['city']);
    expect(names('SELECT * FROM devices WHERE properties.|')).toEqual(['desired', 'reported']);
    expect(names('SELECT * FROM devices WHERE devices.properties.reported.|')).toEqual(['firmware']);
    expect(names('SELECT * FROM devices WHERE capabilities.|')).toEqual(['iotEdge']);
  });

  test("does not offer the hub's own members", () => {
    expect(names('SELECT * FROM devices WHERE properties.desired.|')).toEqual(['lockTime']);
  });

  test('writes names in brackets that need them', () => {
    const bracketed = offered('SELECT * FROM devices WHERE tags.[[wi|').find(({ name }) => name === 'wing-b');

    expect(bracketed?.text).toBe('[[wing-b]]');
  });

  test.each(["SELECT * FROM devices WHERE tags.floor = 'ta|", 'SELECT * -- ta|', '-- ta|'])(
    'keeps quiet in %j',
    marked => {
      expect(names(marked)).toEqual([]);
    },
  );
});
