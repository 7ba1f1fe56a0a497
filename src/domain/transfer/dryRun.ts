import type { PlannedLine } from './bulkEntry.ts';
import type { BadLine } from './importLines.ts';
import type { ImportMode } from './importMode.ts';
import { type ImportOrder, type ImportReader, type PlannedBatch, planImport } from './importPlan.ts';
import type { Change, Refusal } from './planLine.ts';
import { transferLabel } from './transferDevice.ts';

/** What an import would do to a hub. Lists are as long as `most` says, counts are true. */
export interface DryRun {
  /** Lines of the file that hold a device, good or bad. */
  readonly lines: number;
  readonly counts: { create: number; change: number; unchanged: number; delete: number; refused: number; bad: number };
  /** How many lines ask for each mode. */
  readonly modes: Partial<Record<ImportMode, number>>;
  /** Devices whose keys or certificates would be replaced: those that are connected have to be told. */
  readonly newCredentials: number;
  readonly created: readonly string[];
  readonly changed: readonly { readonly label: string; readonly changes: readonly Change[] }[];
  readonly deleted: readonly string[];
  readonly refused: readonly { readonly line: number; readonly label: string; readonly reason: Refusal }[];
  readonly bad: readonly BadLine[];
}

/** How many devices are named of each kind; of lines that cannot be imported, all that a document can hold. */
export const most = { samples: 20, lines: 10_000 } as const;

/** Finds out what an import would do, and changes nothing. @throws HubError */
export async function dryRun(
  client: ImportReader,
  order: ImportOrder,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (lines: number) => void } = {},
): Promise<DryRun> {
  const tally = new Tally();
  for await (const batch of planImport(client, order, signal)) {
    tally.add(batch);
    onProgress?.(batch.lines);
  }
  return tally.result;
}

class Tally {
  readonly #counts = { create: 0, change: 0, unchanged: 0, delete: 0, refused: 0, bad: 0 };
  readonly #modes: Partial<Record<ImportMode, number>> = {};
  readonly #created: string[] = [];
  readonly #changed: { label: string; changes: readonly Change[] }[] = [];
  readonly #deleted: string[] = [];
  readonly #refused: { line: number; label: string; reason: Refusal }[] = [];
  readonly #bad: BadLine[] = [];
  #newCredentials = 0;

  add({ planned, bad }: PlannedBatch): void {
    this.#counts.bad += bad.length;
    this.#bad.push(...bad.slice(0, most.lines - this.#bad.length));
    for (const line of planned) this.#addLine(line);
  }

  get result(): DryRun {
    return {
      lines: Object.values(this.#counts).reduce((sum, count) => sum + count, 0),
      counts: this.#counts,
      modes: this.#modes,
      newCredentials: this.#newCredentials,
      created: this.#created,
      changed: this.#changed,
      deleted: this.#deleted,
      refused: this.#refused,
      bad: this.#bad.toSorted((one, other) => one.line - other.line),
    };
  }

  #addLine({ line, device, plan }: PlannedLine): void {
    const label = transferLabel(device);
    const mode = device.importMode ?? 'createOrUpdate';
    this.#counts[plan.kind]++;
    this.#modes[mode] = (this.#modes[mode] ?? 0) + 1;
    switch (plan.kind) {
      case 'create':
        return keep(this.#created, label, most.samples);
      case 'delete':
        return keep(this.#deleted, label, most.samples);
      case 'change':
        if (plan.identity.some(({ member }) => replacesCredentials(member))) this.#newCredentials++;
        return keep(this.#changed, { label, changes: [...plan.identity, ...plan.twin] }, most.samples);
      case 'refused':
        return keep(this.#refused, { line, label, reason: plan.reason }, most.lines);
      case 'unchanged':
        return undefined;
    }
  }
}

function keep<T>(list: T[], item: T, longest: number): void {
  if (list.length < longest) list.push(item);
}

function replacesCredentials(member: string): boolean {
  return member === 'authentication.type' || / (?:key|thumbprint)$/.test(member);
}
