import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { runFolder } from './runFolder.ts';

/** Writes a line of the report. The console of the extension host is no place for it: the editor itself talks there. */
export function report(...args: readonly unknown[]): void {
  appendFileSync(join(runFolder(), 'report.txt'), `${format(...args)}\n`);
}
