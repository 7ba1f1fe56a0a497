import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Lines of the file of an export, in the order of names. */
export interface ExportedLines {
  /** UTF-8, each line with its line feed. */
  readonly lines: Uint8Array<ArrayBuffer>;
  readonly count: number;
  /** The name to go on after. */
  readonly last: string;
}

/** What SQL cannot make of the columns itself. */
export interface ExportEtags {
  readonly identity: (count: number) => string;
  readonly twin: (version: number) => string;
}

/**
 * The identities as lines of a file that an import reads: SQLite puts the texts together and gives them as bytes, so
 * that nothing is parsed and nothing becomes an object on the way from the table to the network.
 */
export class IdentityExport {
  readonly #lines: StatementSync;

  constructor(database: DatabaseSync, etags: ExportEtags, { excludeKeys }: { readonly excludeKeys: boolean }) {
    const options = { deterministic: true };
    database.function('exportedEtag', options, count => etags.identity(Number(count)));
    database.function('exportedTwinEtag', options, version => etags.twin(Number(version)));
    this.#lines = database.prepare(
      `SELECT CAST(group_concat(line, '') AS BLOB) AS lines, count(*) AS count, max(name) AS last
       FROM (
         SELECT name, ${lineExpression(excludeKeys)} AS line
         FROM twins CROSS JOIN identities USING (name) WHERE name > ? ORDER BY name LIMIT ?
       )`,
    );
  }

  /** At most `limit` identities after `name`, `''` for the first; nothing if there are none. */
  after(name: string, limit: number): ExportedLines | undefined {
    const row = this.#lines.get(name, limit) as unknown as ExportedLines;
    return row.count === 0 ? undefined : row;
  }
}

/** Ids, keys and thumbprints have no character that JSON escapes; sections of twins are JSON texts already. */
function lineExpression(excludeKeys: boolean): string {
  const keys = excludeKeys ? () => text('null') : quoted;
  return concatenation([
    text(`{"id":`),
    `CASE instr(name, '/') WHEN 0 THEN ${quoted('name')} ELSE ${moduleAddress} END`,
    text(`,"eTag":"`),
    'exportedEtag(etag)',
    text(`","status":"`),
    'status',
    text(`","statusReason":`),
    'json_quote(statusReason)',
    text(`,"authentication":{"symmetricKey":{"primaryKey":`),
    keys('primaryKey'),
    text(`,"secondaryKey":`),
    keys('secondaryKey'),
    text(`},"x509Thumbprint":{"primaryThumbprint":`),
    quoted('primaryThumbprint'),
    text(`,"secondaryThumbprint":`),
    quoted('secondaryThumbprint'),
    text(`},"type":"`),
    'authenticationType',
    text(`"},"twinETag":"`),
    'exportedTwinEtag(twinVersion)',
    text(`","tags":`),
    'tags',
    text(`,"properties":{"desired":`),
    propertiesExpression('desired'),
    text(`,"reported":`),
    propertiesExpression('reported'),
    text(`}`),
    `CASE WHEN instr(name, '/') > 0 THEN '' ELSE ${concatenation([
      text(`,"capabilities":{"iotEdge":`),
      `CASE iotEdge WHEN 1 THEN 'true' ELSE 'false' END`,
      text(`}`),
    ])} END`,
    member('managedBy'),
    member('deviceScope'),
    `CASE parentScopes WHEN '[]' THEN '' ELSE ',"parentScopes":' || parentScopes END`,
    `'}' || char(10)`,
  ]);
}

const moduleAddress = concatenation([
  quoted(`substr(name, 1, instr(name, '/') - 1)`),
  text(`,"moduleId":`),
  quoted(`substr(name, instr(name, '/') + 1)`),
]);

/** Counts bytes, because SQLite goes through a text to count its characters. */
function propertiesExpression(section: 'desired' | 'reported'): string {
  return concatenation([
    `CAST(substr(CAST(${section} AS BLOB), 1, octet_length(${section}) - 1) AS TEXT)`,
    `CASE ${section} WHEN '{}' THEN '' ELSE ',' END`,
    text(`"$metadata":`),
    `${section}Metadata`,
    text(`,"$version":`),
    `${section}Version`,
    text(`}`),
  ]);
}

/** A column's member, where it is there. */
function member(column: string): string {
  return `CASE WHEN ${column} IS NULL THEN '' ELSE ',"${column}":' || json_quote(${column}) END`;
}

function quoted(expression: string): string {
  return `ifnull('"' || ${expression} || '"', 'null')`;
}

function text(literal: string): string {
  return `'${literal}'`;
}

/** Quicker than `||`, which makes a text for each part. No part may be NULL: it would be left out. */
function concatenation(parts: readonly string[]): string {
  return `concat(${parts.join(', ')})`;
}
