import type { BulkFailure, HubClient } from '../hubClient.ts';
import { type BulkEntry, type PlannedLine, bulkEntries, needsIdentity } from './bulkEntry.ts';
import { mapConcurrently } from '../mapConcurrently.ts';
import { describeLineProblem } from './lineProblem.ts';
import { type FailedLine, FailedLines, type LeftOut } from './failedLines.ts';
import { type ImportOrder, type ImportReader, type PlannedBatch, planImport } from './importPlan.ts';
import { describeRefusal } from './refusal.ts';
import { addressOfTransfer, transferLabel } from './transferDevice.ts';

/** What an import did. */
export interface ImportResult extends LeftOut {
  readonly counts: { created: number; changed: number; unchanged: number; deleted: number; failed: number };
  /** Lines from here on were not imported, as the import was cancelled or the hub failed. */
  readonly stoppedAtLine?: number;
  /** What the hub failed with; nothing if a person stopped the import. */
  readonly error?: unknown;
}

export type ImportClient = ImportReader & Pick<HubClient, 'runBulk' | 'getIdentity'>;

/** Few, because a hub allows some hundred look-ups a minute. */
const lookUpsAtOnce = 8;

/**
 * Imports a file by bulk requests, a hundred devices in each. What a line fails with is in the result; so is what ended
 * the import before its end. `signal` ends it between two batches.
 */
export async function runImport(
  client: ImportClient,
  order: ImportOrder,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (lines: number) => void } = {},
): Promise<ImportResult> {
  const tally = new ResultTally();
  const batches = planImport(client, order, signal);
  let current: PlannedBatch | undefined;
  let done = 0;
  try {
    for await (const batch of batches) {
      current = batch;
      signal?.throwIfAborted();
      tally.add(batch, await runBatch(client, batch.planned, signal));
      done = batch.lines;
      onProgress?.(done);
      current = undefined;
    }
    return tally.result;
  } catch (error) {
    const stoppedAtLine = firstLine(current) ?? done + 1;
    return { ...tally.result, stoppedAtLine, ...(signal?.aborted ? {} : { error }) };
  }
}

function firstLine(batch: PlannedBatch | undefined): number | undefined {
  return batch?.planned[0]?.line;
}

/** Identities first; then the twins of those whose identity was written, as a request does one thing with a device. */
export async function runBatch(
  client: ImportClient,
  planned: readonly PlannedLine[],
  signal?: AbortSignal,
): Promise<readonly BulkFailure[]> {
  const complete = await withIdentities(client, planned, signal);
  const works = complete.map(bulkEntries);
  const first = works.flatMap(entries => entries.slice(0, 1));
  const failures = await run(client, first, signal);
  const failed = new Set(failures.map(({ entry }) => entry));

  const second = works.flatMap(([before, ...entries]) => (before && failed.has(before) ? [] : entries));
  return [...failures, ...(await run(client, second, signal))];
}

async function run(client: ImportClient, entries: readonly BulkEntry[], signal?: AbortSignal) {
  return entries.length === 0 ? [] : client.runBulk(entries, signal);
}

async function withIdentities(
  client: ImportClient,
  planned: readonly PlannedLine[],
  signal?: AbortSignal,
): Promise<readonly PlannedLine[]> {
  return mapConcurrently(planned, lookUpsAtOnce, async line => {
    if (!line.known || !needsIdentity(line)) return line;
    const identity = await client.getIdentity(addressOfTransfer(line.device), signal);
    return { ...line, known: { ...line.known, identity } };
  });
}

class ResultTally {
  readonly #counts = { created: 0, changed: 0, unchanged: 0, deleted: 0, failed: 0 };
  readonly #failed = new FailedLines();

  add({ planned, bad }: PlannedBatch, failures: readonly BulkFailure[]): void {
    const errors = new Map(failures.map(({ entry, error }) => [transferLabel(entry.device), error]));
    for (const { line, problem } of bad) this.#fail({ line, reason: describeLineProblem(problem) });
    for (const { line, device, plan } of planned) {
      const label = transferLabel(device);
      const error = errors.get(label);
      if (error) this.#fail({ line, label, reason: error.message });
      else if (plan.kind === 'refused') this.#fail({ line, label, reason: describeRefusal(plan.reason) });
      else this.#counts[doneWords[plan.kind]]++;
    }
  }

  get result(): ImportResult {
    return { counts: this.#counts, ...this.#failed.leftOut };
  }

  #fail(line: FailedLine): void {
    this.#counts.failed++;
    this.#failed.add(line);
  }
}

const doneWords = { create: 'created', change: 'changed', unchanged: 'unchanged', delete: 'deleted' } as const;
