import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from './runFolder.ts';

/** What one fresh window saw of the extension's activation. */
export interface ActivationRecord {
  /** Reading and evaluating the bundle. */
  readonly loadMs: number;
  /** From the call of `activate()` to what it returns or resolves to. */
  readonly activateMs: number;
  /** Processes and connections that the extension opened meanwhile, each with the stack that did it. */
  readonly opened: readonly string[];
}

export async function keepRecord(record: ActivationRecord): Promise<void> {
  await appendFile(file(), `${JSON.stringify(record)}\n`);
}

export async function readRecords(): Promise<readonly ActivationRecord[]> {
  const lines = (await readFile(file(), 'utf8')).trim().split('\n');
  return lines.map(line => JSON.parse(line) as ActivationRecord);
}

function file(): string {
  return join(runFolder(), 'activations.jsonl');
}
