import { describe, expect, test } from 'vitest';
import { countQuery, deviceIdQuery } from '../../../../src/domain/query/derivedQueries.ts';
import { parseQuery } from '../../../../src/domain/query/parseQuery.ts';

describe('from a query', () => {
  test('comes the one that counts what it selects', () => {
    expect(countQuery(parseQuery("SELECT deviceId FROM devices WHERE tags.floor = '3' OR status = 'disabled'"))).toBe(
      "SELECT COUNT() AS number FROM devices WHERE tags.floor = '3' OR status = 'disabled'",
    );
    expect(countQuery(parseQuery('SELECT * FROM devices.jobs'))).toBeUndefined();
  });

  test('comes the one that names its devices', () => {
    expect(deviceIdQuery(parseQuery("SELECT TOP 5 * FROM devices WHERE status = 'enabled'"))).toBe(
      "SELECT TOP 5 deviceId FROM devices WHERE status = 'enabled'",
    );
  });

  test.each([
    'SELECT * FROM devices.modules',
    'SELECT COUNT() AS n FROM devices',
    'SELECT status FROM devices GROUP BY status',
  ])('comes none that names devices where rows are something else: %s', text => {
    expect(deviceIdQuery(parseQuery(text))).toBeUndefined();
  });
});
