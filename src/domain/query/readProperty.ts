import { parseQuery } from './parseQuery.ts';

/** The path of a property of devices as a query names it: `tags.building.floor`. @throws QueryError */
export function readProperty(text: string): readonly string[] {
  return parseQuery(`SELECT * FROM devices GROUP BY ${text}`).groupBy?.path ?? [];
}
