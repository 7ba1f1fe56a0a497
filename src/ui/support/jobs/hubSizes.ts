import type * as vscode from 'vscode';
import type { HubSize } from '../../../domain/jobs/forecast.ts';
import type { Hub } from '../hub.ts';

export interface KnownSize extends HubSize {
  /** Nobody said so: a hub does not tell its tier to who has only its connection string. */
  readonly assumed: boolean;
}

/** How large hubs are, as far as people said so. */
export class HubSizes {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get(hub: Hub): KnownSize {
    const told = this.#state.get<HubSize>(keyOf(hub));
    if (told) return { ...told, assumed: false };
    return hub.kind === 'local'
      ? { tier: 'unlimited', units: 1, assumed: false }
      : { tier: 'S1', units: 1, assumed: true };
  }

  async set(hub: Hub, { tier, units }: HubSize): Promise<void> {
    await this.#state.update(keyOf(hub), { tier, units });
  }
}

function keyOf({ id }: Hub): string {
  return `hubSize/${id}`;
}
