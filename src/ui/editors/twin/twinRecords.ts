import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { TwinConflict } from '../../../domain/twin/mergeTwins.ts';

/** What is known of a twin's document that is open. */
export interface TwinRecord {
  /** The text from which a person's changes are measured. */
  readonly opened: string;
  /** What the hub last said, if the editor does not show it yet. */
  readonly latest?: string;
  /** What a person still has to choose between. */
  readonly conflicts?: readonly TwinConflict[];
  /** When the text of the document last changed: its time as a file. */
  readonly changedMs: number;
}

const recordsKey = 'twins.open';
/** More than anybody has open; what was left behind by a window that ended without closing its documents goes. */
const mostRecords = 100;

const conflict = z.object({
  path: z.array(z.string()),
  mine: z.optional(z.json()),
  theirs: z.optional(z.json()),
});
const storedRecords = z.array(
  z.tuple([
    z.string(),
    z.object({
      opened: z.string(),
      latest: z.optional(z.string()),
      conflicts: z.optional(z.array(conflict)),
      changedMs: z.number(),
    }),
  ]),
);

/**
 * The records of open documents, kept over a reload of the window: a document that was not saved then still has the text
 * that it started from, without which its changes could not be told.
 */
export class TwinRecords {
  readonly #state: vscode.Memento;
  readonly #records: Map<string, TwinRecord>;

  constructor(state: vscode.Memento) {
    this.#state = state;
    const stored = z.safeParse(storedRecords, state.get(recordsKey));
    this.#records = new Map(stored.success ? (stored.data as [string, TwinRecord][]) : []);
  }

  get(uri: vscode.Uri): TwinRecord | undefined {
    return this.#records.get(uri.toString());
  }

  set(uri: vscode.Uri, record: TwinRecord): void {
    const key = uri.toString();
    this.#records.delete(key);
    this.#records.set(key, record);
    for (const oldest of [...this.#records.keys()].slice(0, -mostRecords)) this.#records.delete(oldest);
    this.#save();
  }

  delete(uri: vscode.Uri): void {
    if (this.#records.delete(uri.toString())) this.#save();
  }

  /** The documents with conflicts. */
  conflicting(): readonly string[] {
    return [...this.#records].flatMap(([uri, { conflicts }]) => (conflicts ? [uri] : []));
  }

  #save(): void {
    void this.#state.update(recordsKey, [...this.#records]);
  }
}
