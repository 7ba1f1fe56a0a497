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
        deviceId: z.exactOptional(z.string()),
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
  constructor(private readonly state: vscode.Memento) {}

  get({ service, address }: EnrollmentTarget): DeviceMove | undefined {
    return this.#moves().get(keyOf({ serviceId: service.id, address }));
  }

  async keep(move: DeviceMove): Promise<void> {
    const moves = this.#moves();
    const key = keyOf(move);
    moves.delete(key);
    moves.set(key, move);
    await this.state.update(movesKey, [...moves.values()].slice(-mostMoves));
  }

  /** Read each time: other windows keep theirs in the same place. */
  #moves(): Map<string, DeviceMove> {
    const stored = storedMoves.safeParse(this.state.get(movesKey));
    return new Map((stored.data ?? []).map(move => [keyOf(move), move as DeviceMove]));
  }
}

function keyOf({ serviceId, address }: Pick<DeviceMove, 'serviceId' | 'address'>): string {
  return `${serviceId}/${address.kind}/${address.id}`;
}
