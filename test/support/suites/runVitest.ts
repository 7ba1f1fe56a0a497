import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../program.ts';
import type { SuiteResult } from './suiteResult.ts';

const configFile = 'test/support/vitest.config.ts';

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/**
 * Runs one project of vitest.config.ts, or only the files that have `only` in their paths; the output goes to the
 * terminal, the counts come back.
 */
export async function runVitest(project: string, only?: string): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'vitest-'));
  const reportFile = join(folder, 'report.json');
  try {
    const files = only === undefined ? [] : [only];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${reportFile}`];
    const { exitCode } = await run('vitest', [
      'run',
      `--config=${configFile}`,
      `--project=${project}`,
      ...reporters,
      ...files,
    ]);
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
    // A file that does not load, or an error outside of any test, fails the run but no test.
    const failed = exitCode === 0 ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
