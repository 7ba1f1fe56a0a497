import { longestLine } from './textLines.ts';

/** A record of a CSV file (RFC 4180). A text in quotation marks may hold line ends, so it may have several lines. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** As it stands in the file, without its line end. */
  readonly text: string;
  /** Why its cells are not to be trusted. */
  readonly problem?: 'tooLong' | 'unclosedQuote';
}

/** The records of a text that comes in pieces. Empty lines are passed over. */
export async function* csvRecords(pieces: AsyncIterable<string>, separator: string): AsyncGenerator<CsvRecord, void> {
  const reader = new RecordReader(separator);
  for await (const piece of pieces) yield* reader.read(piece);
  yield* reader.end();
}

/** What separates the cells of a file: the one of `,` `;` and tab that its first line has most of. */
export function separatorOf(firstLine: string): string {
  const counts = [',', ';', '\t'].map(separator => ({ separator, count: firstLine.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

class RecordReader {
  #line = 1;
  #start = 1;
  #cells: string[] = [];
  #cell = '';
  #text = '';
  /** `closed`: after the quotation mark that ends a cell, unless another follows. */
  #state: 'plain' | 'quoted' | 'closed' | 'skipping' = 'plain';

  constructor(private readonly separator: string) {}

  *read(piece: string): Generator<CsvRecord> {
    for (const character of piece) {
      if (character === '\n') this.#line++;
      if (character === '\n' && this.#state !== 'quoted') yield* this.#finish();
      else this.#take(character);
    }
  }

  *end(): Generator<CsvRecord> {
    if (this.#state === 'quoted') yield { number: this.#start, cells: [], text: this.#text, problem: 'unclosedQuote' };
    else yield* this.#finish();
  }

  #take(character: string): void {
    if (this.#state === 'skipping') return;
    this.#text += character;
    if (this.#text.length > longestLine) this.#skip();
    else if (character === '"') this.#quote();
    else if (character === this.separator && this.#state !== 'quoted') this.#endCell();
    else this.#cell += character;
  }

  #quote(): void {
    if (this.#state === 'quoted') this.#state = 'closed';
    else if (this.#state === 'closed') {
      this.#cell += '"';
      this.#state = 'quoted';
    } else if (this.#cell === '') this.#state = 'quoted';
    // In the middle of a cell that has none around it, it is a character like any other.
    else this.#cell += '"';
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'plain';
  }

  #skip(): void {
    this.#state = 'skipping';
    this.#cells = [];
    this.#cell = '';
    this.#text = '';
  }

  *#finish(): Generator<CsvRecord> {
    const text = this.#text.replace(/\r$/, '');
    if (this.#state === 'skipping') yield { number: this.#start, cells: [], text: '', problem: 'tooLong' };
    else if (text !== '') {
      this.#cell = this.#cell.replace(/\r$/, '');
      this.#endCell();
      yield { number: this.#start, cells: this.#cells, text };
    }
    this.#start = this.#line;
    this.#cells = [];
    this.#cell = '';
    this.#text = '';
    this.#state = 'plain';
  }
}
