import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { JsonObject } from '../../domain/json.ts';
import type { Narrowing } from '../../domain/query/narrowing.ts';
import type { Property } from '../../domain/query/syntaxTree.ts';
import { type IdentityRecord, selectIdentities } from './identityRecord.ts';
import { type Row, documentOf, equalityCondition, propertyExpression } from './propertySql.ts';
import type { Scan, Stretch } from './scan.ts';
import type { Store } from './store.ts';

export type ScannedCollection = 'devices' | 'devices.modules';

/** Documents that look the same in the properties of a query, and how many they are. */
export interface Counted {
  readonly document: JsonObject;
  readonly count: number;
}

/** What a query must see of an identity to know whether it wants it. */
export interface Named {
  readonly name: string;
  readonly document: JsonObject;
}

/** Above every name. */
const afterAll = '\u{10FFFF}';

/** How many there are, without looking at them. */
export function countOf(store: Store, collection: ScannedCollection): number {
  const column = collection === 'devices' ? 'devices' : 'modules';
  return Number(store.database.prepare(`SELECT ${column} AS n FROM counts`).get()?.['n']);
}

/**
 * Reads the table in stretches, of which each takes a few milliseconds. SQLite leaves out what cannot match; whoever
 * asks tries the condition itself on what is left.
 */
export class IdentityScan<T> implements Scan<T> {
  readonly #store: Store;
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
    this.#store = store;
    const conditions = equalities.flatMap(equalityCondition);
    const isModule = `instr(twins.name, '/') ${collection === 'devices' ? '=' : '>'} 0`;
    const where = ['twins.name >= ? AND twins.name <= ?', isModule, ...conditions.map(({ sql }) => sql)].join(' AND ');
    this.#bound = store.database.prepare(
      'SELECT name FROM twins WHERE name >= ? AND name <= ? ORDER BY name LIMIT 1 OFFSET ?',
    );
    this.#rows = store.database.prepare(`${sql.select} WHERE ${where} ${sql.tail}`);
    this.#parameters = conditions.flatMap(({ parameters }) => parameters);
    // A device's modules stand behind it, their slash below all that its own id could go on with.
    this.#range = { from: idRange?.from ?? '', to: idRange ? `${idRange.to}/${afterAll}` : afterAll };
    this.#read = read;
  }

  /** The identities whole, each as `read` makes it. */
  static records<T>(
    store: Store,
    collection: ScannedCollection,
    narrowing: Narrowing,
    read: (record: IdentityRecord) => T,
  ): IdentityScan<T> {
    const sql = { select: selectIdentities, tail: 'ORDER BY twins.name' };
    return new IdentityScan(store, sql, collection, narrowing, row => read(row as unknown as IdentityRecord));
  }

  /** The names, each with only these properties; nothing if one of them is not stored as documents show it. */
  static named(
    store: Store,
    collection: ScannedCollection,
    narrowing: Narrowing,
    properties: readonly Property[],
  ): IdentityScan<Named> | undefined {
    const columns = columnsOf(properties);
    if (!columns) return undefined;

    const sql = { select: `SELECT ${['name', ...columns].join(', ')} FROM twins`, tail: 'ORDER BY name' };
    return new IdentityScan(store, sql, collection, narrowing, row => ({
      name: String(row['name']),
      document: documentOf(properties, row),
    }));
  }

  /** Only these properties, counted; nothing if one of them is not stored as documents show it. */
  static counted(
    store: Store,
    collection: ScannedCollection,
    narrowing: Narrowing,
    properties: readonly Property[],
  ): IdentityScan<Counted> | undefined {
    const columns = columnsOf(properties);
    if (!columns) return undefined;

    const select = `SELECT ${[...columns, 'count(*) AS n'].join(', ')} FROM twins`;
    const tail = columns.length === 0 ? '' : `GROUP BY ${columns.map((_, index) => `p${index}`).join(', ')}`;
    return new IdentityScan(store, { select, tail }, collection, narrowing, row => ({
      document: documentOf(properties, row),
      count: Number(row['n']),
    }));
  }

  get isOpen(): boolean {
    return this.#store.isOpen;
  }

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

/** The properties as {@link documentOf} expects them. */
function columnsOf(properties: readonly Property[]): readonly string[] | undefined {
  const expressions = properties.map(propertyExpression).filter(expression => expression !== undefined);
  if (expressions.length < properties.length) return undefined;

  return expressions.map((expression, index) => `${expression} AS p${index}`);
}
