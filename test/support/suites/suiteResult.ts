import { SetupError } from '../setupError.ts';

/** How many tests of a suite passed and failed. A suite that could not run counts as one failure. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

const brokenSuite: SuiteResult = { passed: 0, failed: 1 };

export function sumOf(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Tells what a suite, or a part of it, broke with: the others still run, and their counts still are worth knowing. */
export async function whatever(suite: () => Promise<SuiteResult>): Promise<SuiteResult> {
  try {
    return await suite();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    return brokenSuite;
  }
}
