import * as vscode from 'vscode';
import type { DeviceEvents } from '../device/deviceEvents.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { logText } from '../showFailure.ts';
import type { HubCounts } from './hubCounts.ts';

/** How long further changes are waited for: many devices that change together cost one request. */
const quietMs = 1000;

interface HubRecountsParts {
  readonly deviceEvents: DeviceEvents;
  readonly hubs: Hubs;
  readonly hubCounts: HubCounts;
  readonly log: vscode.LogOutputChannel;
}

/** Where the counts are shown. */
type LookedAt = Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;

/** Counts a hub's devices again after some of them changed, while the view that shows the counts is looked at. */
export class HubRecounts implements vscode.Disposable {
  readonly #parts: HubRecountsParts;
  readonly #view: LookedAt;
  readonly #wanted = new Set<string>();
  readonly #ended = new AbortController();
  readonly #disposables: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: HubRecountsParts, view: LookedAt) {
    this.#parts = parts;
    this.#view = view;
    this.#disposables = vscode.Disposable.from(
      parts.deviceEvents.onDidChange(({ hubId }) => this.#want(hubId)),
      view.onDidChangeVisibility(() => this.#schedule()),
    );
  }

  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  #want(hubId: string): void {
    this.#wanted.add(hubId);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#view.visible && this.#wanted.size > 0) this.#timer = setTimeout(() => void this.#count(), quietMs);
  }

  async #count(): Promise<void> {
    const { hubs, hubCounts } = this.#parts;
    const wanted = hubs.list().filter(hub => this.#wanted.has(hub.id));
    this.#wanted.clear();
    for (const hub of wanted) {
      // A hub that nobody counted is not shown with a number, and one that is stopped has none.
      if (hub.available && hubCounts.last(hub)) await this.#tryCount(hub);
    }
  }

  async #tryCount(hub: Hub): Promise<void> {
    try {
      await this.#parts.hubCounts.count(hub, this.#ended.signal);
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#parts.log.warn(`${hub.name} could not be counted: ${logText(error)}`);
    }
  }
}
