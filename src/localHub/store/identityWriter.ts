import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type IdentityRecord, type NewIdentity, blankIdentity, otherColumns, twinColumns } from './identityRecord.ts';

/** What is done with a row whose name is there already. */
export type Otherwise = 'update' | 'nothing';

/** True for a column in which new identities differ. */
export function isOwn<Column extends keyof IdentityRecord>(column: Column): column is Column & keyof NewIdentity {
  return !(column in blankIdentity);
}

/**
 * Makes what writes these columns of a record into a table, and says whether it did.
 * @param same what stands in other columns of the table; those that it has none of are passed over.
 */
export function writer<Written extends Pick<IdentityRecord, 'name'>>(
  database: DatabaseSync,
  table: 'twins' | 'identities',
  columns: readonly (keyof Written & keyof IdentityRecord)[],
  otherwise: Otherwise,
  same: Partial<IdentityRecord> = {},
) {
  const own = ['name', ...columns] as readonly (keyof Written & keyof IdentityRecord)[];
  const known: ReadonlySet<string> = new Set(table === 'twins' ? twinColumns : otherColumns);
  const fixed = Object.entries(same).filter(([column]) => known.has(column));
  const names = [...own, ...fixed.map(([column]) => column)].join(', ');
  const values = [...own.map(() => '?'), ...fixed.map(([, value]) => literal(value))].join(', ');
  const replaced = columns.map(column => `${column} = excluded.${column}`).join(', ');
  const statement = database.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${values})
     ON CONFLICT (name) DO ${otherwise === 'update' ? `UPDATE SET ${replaced}` : 'NOTHING'}`,
  );
  return (record: Written) =>
    statement.run(...own.map((column): SQLInputValue => record[column] as SQLInputValue)).changes !== 0;
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
