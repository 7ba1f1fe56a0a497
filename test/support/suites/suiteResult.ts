/** How many tests of a suite passed and failed. A suite that could not run counts as one failure. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

export const brokenSuite: SuiteResult = { passed: 0, failed: 1 };
