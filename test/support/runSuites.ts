import { parseArgs } from 'node:util';
import { findBrowser } from './browser/findBrowser.ts';
import { installEditorServer } from './editor/installEditorServer.ts';
import { script } from './script.ts';
import { runInEditor } from './suites/runInEditor.ts';
import { runVitest } from './suites/runVitest.ts';
import { brokenSuite, type SuiteResult } from './suites/suiteResult.ts';
import { SetupError } from './setupError.ts';

interface SuiteOptions {
  /** The text that the files to run have in their names; all files without it. */
  readonly only: string | undefined;
  /** Called once what is measured, and takes a machine that does nothing else, is measured. */
  readonly measured?: () => void;
}

const suites: Readonly<Record<string, (options: SuiteOptions) => Promise<SuiteResult>>> = {
  unit: ({ only }) => runVitest('unit', only),
  wire: ({ only }) => runVitest('wire', only),
  vscode: ({ only, measured }) => runInEditor(only, measured),
  ui: ({ only }) => runVitest('ui', only),
};
const suitesInEditors = new Set(['vscode', 'ui']);

// An exit of our own, unlike the signal's, lets what was started be ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await script(async args => {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' } },
    allowPositionals: true,
  });
  const results = await runSuites(names, values.only);
  const passed = sum(results.map(result => result.passed));
  const failed = sum(results.map(result => result.failed));
  console.log(`\n${inWords({ passed, failed })}`);
  return passed > 0 && failed === 0 ? 0 : 1;
});

/**
 * One after the other; but those that come after that inside VS Code begin as soon as it has measured, since it waits more
 * than it computes.
 */
async function runSuites(names: readonly string[], only: string | undefined): Promise<readonly SuiteResult[]> {
  const editors = names.includes('ui') ? installEditors() : undefined;
  const results: Promise<SuiteResult>[] = [];
  for (const name of names) {
    if (suitesInEditors.has(name)) await editors;
    const measured = Promise.withResolvers<void>();
    const result = runSuite(name, { only, measured: measured.resolve });
    results.push(result);
    await Promise.race([result, measured.promise]);
  }
  return Promise.all(results);
}

/** Takes minutes on a new machine, of its network more than of its processors: other suites run meanwhile. */
async function installEditors(): Promise<void> {
  // What cannot be installed is told by the suite that needs it.
  await Promise.allSettled([installEditorServer(), findBrowser()]);
}

async function runSuite(name: string, options: SuiteOptions): Promise<SuiteResult> {
  console.log(`\n── ${name} ──`);
  const result = await resultOf(name, options);
  console.log(`${name}: ${inWords(result)}`);
  return result;
}

async function resultOf(name: string, options: SuiteOptions): Promise<SuiteResult> {
  const suite = suites[name];
  if (!suite) throw new SetupError(`There is no suite "${name}". There are ${Object.keys(suites).join(', ')}.`);
  try {
    return await suite(options);
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
