import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import { migrateDevices } from '../../../domain/transfer/migrateDevices.ts';
import {
  type Checkpoint,
  type ExistingDevices,
  migratedCount,
  migrationPhases,
  migrationStart,
} from '../../../domain/transfer/migration.ts';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';
import { TransferProgress } from './transferProgress.ts';

/** A migration that a person asked for. */
export interface Migration {
  readonly from: Hub;
  readonly to: Hub;
  readonly existing: ExistingDevices;
}

/** One that did not come to its end, and how far it came. */
export interface UnfinishedMigration extends Migration {
  readonly checkpoint: Checkpoint;
}

type Say = (words: string) => void;

const stateKey = 'migration';

const kept = z.object({
  fromId: z.string(),
  toId: z.string(),
  existing: z.enum(['leave', 'overwrite']),
  checkpoint: z.object({
    phase: z.enum(migrationPhases),
    after: z.exactOptional(z.string()),
    offset: z.int(),
    counts: z.object({
      created: z.int(),
      overwritten: z.int(),
      same: z.int(),
      conflicts: z.int(),
      failed: z.int(),
    }),
    unmigrated: z.array(z.object({ label: z.string(), reason: z.string() })),
  }),
});

/** Migrations of devices from one hub to another. How far the last one came outlives the window; keys are never kept. */
export class Migrations {
  /** The last dry run that was not followed by its migration. Ends with the window. */
  planned: UnfinishedMigration | undefined;

  constructor(
    private readonly hubs: Pick<Hubs, 'get'>,
    private readonly state: vscode.Memento,
  ) {}

  /** The one that was not finished, if its hubs are still in the list. */
  get unfinished(): UnfinishedMigration | undefined {
    const { data } = kept.safeParse(this.state.get(stateKey));
    const from = data && this.hubs.get(data.fromId);
    const to = data && this.hubs.get(data.toId);
    return data && from && to ? { from, to, existing: data.existing, checkpoint: data.checkpoint } : undefined;
  }

  /** What a migration would do. Changes nothing, and compares no keys. @throws HubError */
  async dryRun(migration: Migration, signal: AbortSignal, say: Say): Promise<Checkpoint> {
    let last = migrationStart;
    for await (const checkpoint of this.#run(migration, migrationStart, true, signal, say)) last = checkpoint;
    return last;
  }

  /** Runs a migration from where it is, and remembers after each hundred devices how far it came. @throws HubError */
  async run(migration: UnfinishedMigration, signal: AbortSignal, say: Say): Promise<Checkpoint> {
    let last = migration.checkpoint;
    for await (const checkpoint of this.#run(migration, last, false, signal, say)) {
      last = checkpoint;
      await this.#keep(migration, checkpoint);
    }
    await this.forget();
    return last;
  }

  async forget(): Promise<void> {
    await this.state.update(stateKey, undefined);
  }

  async *#run(
    { from, to, existing }: Migration,
    start: Checkpoint,
    dry: boolean,
    signal: AbortSignal,
    say: Say,
  ): AsyncGenerator<Checkpoint, void> {
    const [source, target] = await Promise.all([from.connect(), to.connect()]);
    const { totalDeviceCount } = await source.client.statistics(signal);
    const progress = new TransferProgress(totalDeviceCount - migratedCount(start));
    const order = { from: source.client, to: target.client, existing, dry };
    for await (const checkpoint of migrateDevices(order, start, signal)) {
      say(progress.words(migratedCount(checkpoint) - migratedCount(start)));
      yield checkpoint;
    }
  }

  async #keep({ from, to, existing }: Migration, checkpoint: Checkpoint): Promise<void> {
    await this.state.update(stateKey, { fromId: from.id, toId: to.id, existing, checkpoint });
  }
}
