import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type CountPoint, countPoint } from '../../../protocol/statisticsPage.ts';
import type { Hub } from '../hub/hub.ts';
import { thinned } from './thinned.ts';

const keptPoints = z.array(countPoint);

/** How many points are kept of each hub. */
const mostPoints = 500;

/**
 * How many devices each hub has, and had whenever somebody counted them. Nobody counts by themselves: the tree does when
 * it lists devices and when some of them changed, and a page of statistics while it is looked at.
 */
export class HubCounts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Hub>();
  readonly #state: vscode.Memento;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Counts the devices of a hub, and remembers it. @throws HubError */
  async count(hub: Hub, signal?: AbortSignal): Promise<CountPoint> {
    const { client } = await hub.connect();
    const counts = await client.statistics(signal);
    const point = {
      atMs: Date.now(),
      total: counts.totalDeviceCount,
      enabled: counts.enabledDeviceCount,
      disabled: counts.disabledDeviceCount,
      connected: counts.connectedDeviceCount,
    };
    await this.#state.update(keyOf(hub), thinned([...this.points(hub), point], mostPoints));
    this.#changed.fire(hub);
    return point;
  }

  /** From old to new. */
  points(hub: Hub): readonly CountPoint[] {
    return keptPoints.safeParse(this.#state.get(keyOf(hub))).data ?? [];
  }

  last(hub: Hub): CountPoint | undefined {
    return this.points(hub).at(-1);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(hub: Hub): string {
  return `hubCounts/${hub.id}`;
}
