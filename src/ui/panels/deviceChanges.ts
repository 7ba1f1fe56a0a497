import type { DeviceRow } from '../../protocol/simulatorRun.ts';

/** Which simulated devices look different to the hub than before, so that others who show them look again. */
export class DeviceChanges {
  readonly #seen = new Map<string, string>();

  /** The ids on their hub of those of `rows` that connected, disconnected or answered a method, not of those that only sent messages. */
  take(rows: readonly DeviceRow[]): string[] {
    const changed = rows.filter(row => this.#seen.get(row.deviceId) !== appearance(row));
    for (const row of changed) this.#seen.set(row.deviceId, appearance(row));

    return changed.map(({ deviceId, assignments }) => assignments?.at(-1)?.deviceId ?? deviceId);
  }
}

function appearance({ state, lastMethod }: DeviceRow): string {
  const connected = state === 'connected' || state === 'rebooting';
  return JSON.stringify([connected, lastMethod?.status === undefined ? undefined : lastMethod.atMs]);
}
