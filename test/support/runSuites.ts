import { script } from './script.ts';
import { runInEditor } from './suites/runInEditor.ts';
import { runVitest } from './suites/runVitest.ts';
import { brokenSuite, type SuiteResult } from './suites/suiteResult.ts';
import { SetupError } from './setupError.ts';

const suites: Readonly<Record<string, () => Promise<SuiteResult>>> = {
  unit: () => runVitest('unit'),
  wire: () => runVitest('wire'),
  vscode: runInEditor,
  ui: () => runVitest('ui'),
};

// An exit of our own, unlike the signal's, lets what was started be ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await script(async names => {
  const results: SuiteResult[] = [];
  for (const name of names) {
    console.log(`\n── ${name} ──`);
    const result = await runSuite(name);
    console.log(`${name}: ${inWords(result)}`);
    results.push(result);
  }
  const passed = sum(results.map(result => result.passed));
  const failed = sum(results.map(result => result.failed));
  console.log(`\n${inWords({ passed, failed })}`);
  return passed > 0 && failed === 0 ? 0 : 1;
});

async function runSuite(name: string): Promise<SuiteResult> {
  const suite = suites[name];
  if (!suite) throw new SetupError(`There is no suite "${name}". There are ${Object.keys(suites).join(', ')}.`);
  try {
    return await suite();
  } catch (error) {
    // The other suites still run, and their counts still are worth knowing.
    console.error(error instanceof SetupError ? error.message : error);
    return brokenSuite;
  }
}

function inWords({ passed, failed }: SuiteResult): string {
  return `${passed} passed, ${failed} failed`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
