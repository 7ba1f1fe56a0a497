import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type IdentityRecord, type NewIdentity, blankIdentity, otherColumns, twinColumns } from './identityRecord.ts';

type Table = 'twins' | 'identities';
type Column = keyof IdentityRecord;

/** What is done with a row whose name is there already. */
export type Otherwise = 'update' | 'nothing';

/** Makes what writes the columns of a table, and says whether it did. */
export function writer(database: DatabaseSync, table: Table, otherwise: Otherwise) {
  const columns: readonly Column[] = table === 'twins' ? twinColumns : otherColumns;
  const own: readonly Column[] = ['name', ...columns];
  const replaced = columns.map(column => `${column} = excluded.${column}`).join(', ');
  const statement = database.prepare(
    `INSERT INTO ${table} (${own.join(', ')}) VALUES (${own.map(() => '?').join(', ')})
     ON CONFLICT (name) DO ${otherwise === 'update' ? `UPDATE SET ${replaced}` : 'NOTHING'}`,
  );
  return (record: IdentityRecord) => statement.run(...own.map((column): SQLInputValue => record[column])).changes !== 0;
}

/**
 * Makes what writes a new identity that is {@link blankIdentity} besides, and says whether it did. As it is called for
 * millions, no column is looked up by its name.
 */
export function newIdentityWriter(database: DatabaseSync): (record: NewIdentity) => boolean {
  const twin = insertNew(database, 'twins', [
    'name',
    'status',
    'authenticationType',
    'desiredVersion',
    'reportedVersion',
    'tags',
    'desired',
    'reported',
  ]);
  const rest = insertNew(database, 'identities', [
    'name',
    'generationId',
    'etag',
    'statusReason',
    'primaryKey',
    'secondaryKey',
    'primaryThumbprint',
    'secondaryThumbprint',
    'desiredMetadata',
    'reportedMetadata',
  ]);
  return record =>
    twin.run(
      record.name,
      record.status,
      record.authenticationType,
      record.desiredVersion,
      record.reportedVersion,
      record.tags,
      record.desired,
      record.reported,
    ).changes !== 0 &&
    rest.run(
      record.name,
      record.generationId,
      record.etag,
      record.statusReason,
      record.primaryKey,
      record.secondaryKey,
      record.primaryThumbprint,
      record.secondaryThumbprint,
      record.desiredMetadata,
      record.reportedMetadata,
    ).changes !== 0;
}

/** @param own columns in which new identities differ. */
function insertNew(database: DatabaseSync, table: Table, own: readonly (keyof NewIdentity)[]): StatementSync {
  const known: ReadonlySet<string> = new Set(table === 'twins' ? twinColumns : otherColumns);
  const same = Object.entries(blankIdentity).filter(([column]) => known.has(column));
  const names = [...own, ...same.map(([column]) => column)].join(', ');
  const values = [...own.map(() => '?'), ...same.map(([, value]) => literal(value))].join(', ');
  return database.prepare(`INSERT INTO ${table} (${names}) VALUES (${values}) ON CONFLICT (name) DO NOTHING`);
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
