import type { Json, JsonObject } from '../json.ts';
import { compileProperty } from './compileProperty.ts';
import type { ResultColumn } from './resultColumn.ts';
import type { Aggregate, Property } from './syntaxTree.ts';
import type { Value } from './value.ts';

/** What is known of one group so far. */
interface Group {
  readonly key: Value;
  readonly cells: readonly Accumulator[];
}

/** Takes in a value that stands for `weight` documents. */
interface Accumulator {
  add(value: Value, weight: number): void;
  /** Nothing if no document had a value that counts. */
  result(): Json | undefined;
}

/** Gathers documents into groups, and each group into a row. Without GROUP BY all documents are one group. */
export class Aggregation {
  readonly #columns: readonly ResultColumn[];
  readonly #readKey: (document: JsonObject) => Value;
  readonly #readers: readonly ((document: JsonObject) => Value)[];
  readonly #groups = new Map<string, Group>();

  constructor(columns: readonly ResultColumn[], groupBy: Property | undefined) {
    this.#columns = columns;
    this.#readKey = groupBy ? compileProperty(groupBy) : () => null;
    this.#readers = columns.map(({ value }) => compileProperty(argumentOf(value)));
    if (!groupBy) this.#group(null);
  }

  /** @param weight how many documents look like this one. */
  add(document: JsonObject, weight = 1): void {
    const { cells } = this.#group(this.#readKey(document));
    for (const [index, cell] of cells.entries()) cell.add(this.#readers[index]?.(document), weight);
  }

  /** A row for each group, in the order in which they were met first. */
  rows(): readonly JsonObject[] {
    return Array.from(this.#groups.values(), ({ cells }) =>
      Object.fromEntries(
        this.#columns
          .map(({ name }, index) => [name, cells[index]?.result()] as const)
          .filter((cell): cell is [string, Json] => cell[1] !== undefined),
      ),
    );
  }

  #group(key: Value): Group {
    const text = JSON.stringify(key) ?? 'undefined';
    const known = this.#groups.get(text);
    if (known) return known;

    const group = { key, cells: this.#columns.map(({ value }) => accumulator(value, key)) };
    this.#groups.set(text, group);
    return group;
  }
}

const nothing: Property = { kind: 'property', path: [] };

function argumentOf(value: Property | Aggregate): Property {
  if (value.kind === 'property') return value;
  return value.name === 'COUNT' ? nothing : value.argument;
}

function accumulator(value: Property | Aggregate, key: Value): Accumulator {
  if (value.kind === 'property') return { add: () => undefined, result: () => key };

  switch (value.name) {
    case 'COUNT':
      return count();
    case 'SUM':
      return fold((sum, number, weight) => sum + number * weight, 0);
    case 'MIN':
      return fold((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
    case 'MAX':
      return fold((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
    case 'AVG':
      return average();
  }
}

function count(): Accumulator {
  let documents = 0;
  return { add: (_value, weight) => void (documents += weight), result: () => documents };
}

/** Folds numbers; what is no number does not count. */
function fold(combine: (sofar: number, number: number, weight: number) => number, start: number): Accumulator {
  let result: number | undefined;
  return {
    add(value, weight) {
      if (typeof value === 'number') result = combine(result ?? start, value, weight);
    },
    result: () => result,
  };
}

function average(): Accumulator {
  let sum = 0;
  let numbers = 0;
  return {
    add(value, weight) {
      if (typeof value !== 'number') return;
      sum += value * weight;
      numbers += weight;
    },
    result: () => (numbers === 0 ? undefined : sum / numbers),
  };
}
