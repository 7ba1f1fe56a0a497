import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { DeviceJob } from '../../../domain/jobs/job.ts';

const states = ['pending', 'scheduled', 'running', 'completed', 'failed', 'cancelled'] as const;

const writtenRow = z.object({
  jobId: z.string(),
  deviceId: z.string(),
  moduleId: z.exactOptional(z.string()),
  jobType: z.string(),
  status: z.enum(states),
  createdDateTimeUtc: z.exactOptional(z.string()),
  startTimeUtc: z.exactOptional(z.string()),
  endTimeUtc: z.exactOptional(z.string()),
  lastUpdatedDateTimeUtc: z.exactOptional(z.string()),
  methodResponse: z.exactOptional(z.object({ status: z.number(), payload: z.json() })),
  error: z.exactOptional(z.object({ code: z.string(), description: z.string() })),
});

/** The rows of a fan-out on disk, a line of JSON for each change: what was begun stands there before it is sent. */
export class FanOutFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();
  /** The first line begins on a line of its own, whatever a window that was killed left behind. */
  #lines: string[] = ['\n'];

  constructor(
    private readonly folder: string,
    id: string,
  ) {
    this.#path = join(folder, `${id}.jsonl`);
  }

  /** Resolves when the rows are on disk; those that come meanwhile are written together. */
  append(...rows: readonly DeviceJob[]): Promise<void> {
    this.#lines.push(...rows.map(row => `${JSON.stringify(row)}\n`));
    this.#writing = this.#writing.then(() => this.#flush());
    return this.#writing;
  }

  /** In the order in which they were written: of a device, the last one counts. A line that was cut off is left out. */
  async read(): Promise<readonly DeviceJob[]> {
    try {
      return (await readFile(this.#path, 'utf8')).split('\n').flatMap(rowOf);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  async delete(): Promise<void> {
    await this.#writing;
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length === 0) return;
    await mkdir(this.folder, { recursive: true });
    await appendFile(this.#path, lines.join(''));
  }
}

/** The row of a line; none for one that is empty, was cut off, or has something else. */
function rowOf(line: string): readonly DeviceJob[] {
  try {
    const row = writtenRow.safeParse(JSON.parse(line));
    return row.success ? [row.data] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
