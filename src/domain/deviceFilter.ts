/** Which devices a list shows. An empty filter shows all of them. */
export interface DeviceFilter {
  /** The first characters of the id; case-sensitive. */
  readonly idPrefix?: string;
  readonly tag?: TagCondition;
}

/** `tags.building.floor = '3'` is `{ path: ['building', 'floor'], value: '3' }`. */
export interface TagCondition {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

/** The query that selects the devices of a filter. */
export function deviceQuery(filter: DeviceFilter): string {
  const conditions = [
    ...(filter.idPrefix ? [`STARTSWITH(deviceId, ${quote(filter.idPrefix)})`] : []),
    ...(filter.tag ? [`tags.${filter.tag.path.join('.')} = ${literal(filter.tag.value)}`] : []),
  ];

  return conditions.length === 0 ? 'SELECT * FROM devices' : `SELECT * FROM devices WHERE ${conditions.join(' AND ')}`;
}

function literal(value: TagCondition['value']): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
