import type { ExportClient } from './exportDevices.ts';
import type { ImportClient } from './runImport.ts';

/** What happens to devices that exist in the target, and are not the same there. */
export type ExistingDevices = 'leave' | 'overwrite';

export interface MigrationOrder {
  readonly from: ExportClient;
  readonly to: ImportClient;
  readonly existing: ExistingDevices;
  /** Only counts what would happen, and compares no keys. */
  readonly dry: boolean;
}

export const migrationPhases = ['edge', 'devices', 'modules'] as const;
/** Edge devices first, as others name them as their parents; modules last, as they need their devices. */
export type MigrationPhase = (typeof migrationPhases)[number];

export interface MigrationCounts {
  readonly created: number;
  readonly overwritten: number;
  /** Were in the target already, as they are in the source. */
  readonly same: number;
  /** Exist in the target, are different there, and were left alone. */
  readonly conflicts: number;
  readonly failed: number;
}

/** A device or module that was not migrated, or not whole, and why: a sentence. */
export interface Unmigrated {
  readonly label: string;
  readonly reason: string;
}

/** How far a migration is. Another run goes on from here, also after the window was reloaded. */
export interface Checkpoint {
  readonly phase: MigrationPhase;
  /** The continuation token of the page of the source that is under way; nothing for the first one. */
  readonly after?: string;
  /** Devices of that page, or edge devices, that are done. */
  readonly offset: number;
  readonly counts: MigrationCounts;
  /** As many as `most.lines` says. */
  readonly unmigrated: readonly Unmigrated[];
}

export const migrationStart: Checkpoint = {
  phase: 'edge',
  offset: 0,
  counts: { created: 0, overwritten: 0, same: 0, conflicts: 0, failed: 0 },
  unmigrated: [],
};

/** Devices and modules that were dealt with. */
export function migratedCount({ counts }: Checkpoint): number {
  return Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
}
