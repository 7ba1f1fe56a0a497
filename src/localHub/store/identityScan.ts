import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { JsonObject } from '../../domain/json.ts';
import type { Narrowing } from '../../domain/query/narrowing.ts';
import type { Property } from '../../domain/query/syntaxTree.ts';
import { type IdentityRecord, identityColumns } from './identityTable.ts';
import { type Row, documentOf, equalityCondition, propertyExpression } from './propertySql.ts';
import type { Store } from './store.ts';

export type ScannedCollection = 'devices' | 'devices.modules';

/** A stretch of the identities, in the order of their names. */
export interface Stretch<T> {
  readonly rows: readonly T[];
  /** The name to go on after; nothing at the end of the table. */
  readonly last: string | undefined;
}

/** Documents that look the same in the properties of a query, and how many they are. */
export interface Counted {
  readonly document: JsonObject;
  readonly count: number;
}

/** Above every name. */
const afterAll = '\u{10FFFF}';

/**
 * Reads the table in stretches, of which each takes a few milliseconds. SQLite leaves out what cannot match; whoever
 * asks tries the condition itself on what is left.
 */
export class IdentityScan<T> {
  readonly #bound: StatementSync;
  readonly #rows: StatementSync;
  readonly #parameters: readonly SQLInputValue[];
  readonly #range: NonNullable<Narrowing['idRange']>;
  readonly #read: (row: Row) => T;

  private constructor(
    store: Store,
    sql: { readonly select: string; readonly tail: string },
    collection: ScannedCollection,
    { idRange, equalities }: Narrowing,
    read: (row: Row) => T,
  ) {
    const conditions = equalities.flatMap(equalityCondition);
    const isModule = `instr(name, '/') ${collection === 'devices' ? '=' : '>'} 0`;
    const where = ['name >= ? AND name <= ?', isModule, ...conditions.map(({ sql }) => sql)].join(' AND ');
    this.#bound = store.database.prepare(
      'SELECT name FROM identities WHERE name >= ? AND name <= ? ORDER BY name LIMIT 1 OFFSET ?',
    );
    this.#rows = store.database.prepare(`SELECT ${sql.select} FROM identities WHERE ${where} ${sql.tail}`);
    this.#parameters = conditions.flatMap(({ parameters }) => parameters);
    // A device's modules stand behind it, their slash below all that its own id could go on with.
    this.#range = { from: idRange?.from ?? '', to: idRange ? `${idRange.to}/${afterAll}` : afterAll };
    this.#read = read;
  }

  /** The identities whole. */
  static records(store: Store, collection: ScannedCollection, narrowing: Narrowing): IdentityScan<IdentityRecord> {
    const sql = { select: identityColumns.join(', '), tail: 'ORDER BY name' };
    return new IdentityScan(store, sql, collection, narrowing, row => row as unknown as IdentityRecord);
  }

  /** Only these properties, counted; nothing if one of them is not stored as documents show it. */
  static counted(
    store: Store,
    collection: ScannedCollection,
    narrowing: Narrowing,
    properties: readonly Property[],
  ): IdentityScan<Counted> | undefined {
    const expressions = properties.map(propertyExpression).filter(expression => expression !== undefined);
    if (expressions.length < properties.length) return undefined;

    const select = [...expressions.map((expression, index) => `${expression} AS p${index}`), 'count(*) AS n'].join(
      ', ',
    );
    const tail = expressions.length === 0 ? '' : `GROUP BY ${expressions.map((_, index) => `p${index}`).join(', ')}`;
    return new IdentityScan(store, { select, tail }, collection, narrowing, row => ({
      document: documentOf(properties, row),
      count: Number(row['n']),
    }));
  }

  /** The stretch of at most `size` identities after `name`; `''` for the first. */
  after(name: string, size: number): Stretch<T> {
    const { from, to } = this.#range;
    // Names have no NUL: this is the first text after `name`.
    const next = name === '' ? '' : `${name}\u0000`;
    const start = next > from ? next : from;
    const bound = this.#bound.get(start, to, size - 1)?.['name'];
    const last = typeof bound === 'string' ? bound : undefined;

    return { rows: this.#rows.all(start, last ?? to, ...this.#parameters).map(this.#read), last };
  }
}
