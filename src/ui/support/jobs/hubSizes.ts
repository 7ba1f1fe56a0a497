import type * as vscode from 'vscode';
import type { HubSize } from '../../../domain/jobs/forecast.ts';
import type { Hub } from '../hub/hub.ts';
import type { LocalHub } from '../localHub/localHub.ts';

export interface KnownSize extends HubSize {
  /** Nobody said so: a hub does not tell its tier to who has only its connection string. */
  readonly assumed: boolean;
}

/** How large hubs are: a local hub as it runs, one of Azure as it was listed, others as people said. */
export class HubSizes {
  readonly #state: vscode.Memento;
  readonly #localHub: Pick<LocalHub, 'state'>;

  constructor(state: vscode.Memento, localHub: Pick<LocalHub, 'state'>) {
    this.#state = state;
    this.#localHub = localHub;
  }

  get(hub: Hub): KnownSize {
    if (hub.kind === 'local') return { ...this.#localSize(hub), assumed: false };
    if (hub.size) return { ...hub.size, assumed: false };

    const told = this.#state.get<HubSize>(keyOf(hub));
    return told ? { ...told, assumed: false } : { tier: 'S1', units: 1, assumed: true };
  }

  async set(hub: Hub, { tier, units }: HubSize): Promise<void> {
    await this.#state.update(keyOf(hub), { tier, units });
  }

  #localSize({ name }: Hub): HubSize {
    const { state } = this.#localHub;
    const { tier = 'unlimited', units = 1 } = (state.kind === 'running' && state.hubs.get(name)) || {};
    return { tier, units };
  }
}

function keyOf({ id }: Hub): string {
  return `hubSize/${id}`;
}
