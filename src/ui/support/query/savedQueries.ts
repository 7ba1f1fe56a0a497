import * as vscode from 'vscode';
import type { Hub } from '../hub/hub.ts';

/** A query that a person gave a name. It can run on any hub: fleets of test and production look alike. */
export interface SavedQuery {
  readonly name: string;
  readonly text: string;
}

const savedKey = 'queries.saved';
const keptRecent = 10;

/** The queries that were saved by name, and those that ran last on each hub. */
export class SavedQueries implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #state: vscode.Memento;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** By name. */
  list(): readonly SavedQuery[] {
    return this.#state.get<readonly SavedQuery[]>(savedKey, []);
  }

  get(name: string): SavedQuery | undefined {
    return this.list().find(query => query.name === name);
  }

  /** Saves a query, in the place of the one that had its name. */
  async save(query: SavedQuery): Promise<void> {
    const others = this.list().filter(({ name }) => name !== query.name);
    await this.#keep(
      savedKey,
      [...others, query].sort((a, b) => a.name.localeCompare(b.name)),
    );
  }

  async delete(name: string): Promise<void> {
    await this.#keep(
      savedKey,
      this.list().filter(query => query.name !== name),
    );
  }

  /** The texts that ran on a hub, newest first. */
  recent(hub: Hub): readonly string[] {
    return this.#state.get<readonly string[]>(recentKey(hub), []);
  }

  async remember(hub: Hub, text: string): Promise<void> {
    const others = this.recent(hub).filter(recent => recent !== text);
    await this.#keep(recentKey(hub), [text, ...others].slice(0, keptRecent));
  }

  async forgetRecent(hub: Hub, text: string): Promise<void> {
    await this.#keep(
      recentKey(hub),
      this.recent(hub).filter(recent => recent !== text),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #keep(key: string, value: readonly unknown[]): Promise<void> {
    await this.#state.update(key, value);
    this.#changed.fire();
  }
}

function recentKey(hub: Hub): string {
  return `queries.recent/${hub.id}`;
}
