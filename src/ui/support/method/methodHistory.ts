import * as vscode from 'vscode';
import type { MethodRun } from '../../../domain/methodRun.ts';
import type { Hub } from '../hub/hub.ts';

const keptRuns = 100;
/** Of JSON text, for each hub: the editor writes its global state as a whole. */
const keptCharacters = 512 * 1024;

/**
 * The direct methods that were called on each hub, newest first; the newest ones are kept over restarts. The state is that
 * of all windows: it is read again whenever it is asked for.
 */
export class MethodHistory implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<string>();
  /** The oldest runs, which the state has no room for, by the ids of hubs. */
  readonly #unkept = new Map<string, readonly MethodRun[]>();
  readonly #state: vscode.Memento;

  /** Fires with the id of the hub. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  runs(hubId: string): readonly MethodRun[] {
    const kept = this.#state.get<readonly MethodRun[]>(keyOf(hubId), []);
    return [...kept, ...(this.#unkept.get(hubId) ?? [])].slice(0, keptRuns);
  }

  find(hubId: string, runId: string): MethodRun | undefined {
    return this.runs(hubId).find(run => run.id === runId);
  }

  async add(run: MethodRun): Promise<void> {
    await this.#keep(run.hubId, [run, ...this.runs(run.hubId)].slice(0, keptRuns));
  }

  async clear(hub: Hub): Promise<void> {
    await this.#keep(hub.id, []);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #keep(hubId: string, runs: readonly MethodRun[]): Promise<void> {
    const kept = within(runs, keptCharacters);
    this.#unkept.set(hubId, runs.slice(kept.length));
    const written = this.#state.update(keyOf(hubId), kept.length === 0 ? undefined : kept);
    this.#changed.fire(hubId);
    await written;
  }
}

/** The newest of them that have so many characters together. */
function within(runs: readonly MethodRun[], characters: number): readonly MethodRun[] {
  let left = characters;
  return runs.filter(run => (left -= JSON.stringify(run).length) >= 0);
}

function keyOf(hubId: string): string {
  return `methodHistory/${hubId}`;
}
