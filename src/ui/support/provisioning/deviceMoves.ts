import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type DeviceMove, moveReasons } from '../../../domain/provisioning/deviceMove.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';

const movesKey = 'provisioning.moves';
/** Older ones are forgotten. */
const mostMoves = 50;

const json = z.record(z.string(), z.json());
const storedMoves = z.array(
  z.object({
    serviceId: z.string(),
    address: z.object({ kind: z.enum(['group', 'individual']), id: z.string() }),
    group: z.exactOptional(z.string()),
    reason: z.enum(moveReasons),
    before: json,
    after: json,
    to: z.exactOptional(z.string()),
    leaves: z.exactOptional(z.string()),
    trigger: z.union([
      z.object({ kind: z.literal('method'), methodName: z.string() }),
      z.object({ kind: z.literal('none') }),
    ]),
    devices: z.array(
      z.object({
        registrationId: z.string(),
        state: z.enum(['waiting', 'asked', 'arrived']),
        hub: z.exactOptional(z.string()),
        updated: z.exactOptional(z.string()),
        problem: z.exactOptional(z.string()),
      }),
    ),
    startedTime: z.string(),
    state: z.enum(['stopped', 'done']),
  }),
);

/** The last move of each enrollment's devices, kept over a reload of the window: one that was stopped can go on. */
export class DeviceMoves {
  readonly #moves: Map<string, DeviceMove>;

  constructor(private readonly state: vscode.Memento) {
    const stored = storedMoves.safeParse(state.get(movesKey));
    this.#moves = new Map((stored.data ?? []).map(move => [keyOf(move), move as DeviceMove]));
  }

  get({ service, address }: EnrollmentTarget): DeviceMove | undefined {
    return this.#moves.get(keyOf({ serviceId: service.id, address }));
  }

  async keep(move: DeviceMove): Promise<void> {
    const key = keyOf(move);
    this.#moves.delete(key);
    this.#moves.set(key, move);
    for (const oldest of [...this.#moves.keys()].slice(0, -mostMoves)) this.#moves.delete(oldest);
    await this.state.update(movesKey, [...this.#moves.values()]);
  }
}

function keyOf({ serviceId, address }: Pick<DeviceMove, 'serviceId' | 'address'>): string {
  return `${serviceId}/${address.kind}/${address.id}`;
}
