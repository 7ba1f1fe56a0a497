import { parseArgs } from 'node:util';
import { findBrowser } from './browser/findBrowser.ts';
import { installEditorServer } from './editor/installEditorServer.ts';
import { script } from './script.ts';
import { runInEditor } from './suites/runInEditor.ts';
import { runVitest } from './suites/runVitest.ts';
import { sumOf, type SuiteResult, whatever } from './suites/suiteResult.ts';
import { SetupError } from './setupError.ts';

/** Given the text that the files to run have in their names; all files without it. */
const suites: Readonly<Record<string, (only?: string) => Promise<SuiteResult>>> = {
  unit: only => runVitest('unit', only),
  wire: only => runVitest('wire', only),
  vscode: runInEditor,
  ui: only => runVitest('ui', only),
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
  const results: SuiteResult[] = [];
  const editors = names.includes('ui') ? installEditors() : undefined;
  for (const name of names) {
    if (suitesInEditors.has(name)) await editors;
    console.log(`\n── ${name} ──`);
    const result = await runSuite(name, values.only);
    console.log(`${name}: ${inWords(result)}`);
    results.push(result);
  }
  const sum = sumOf(results);
  console.log(`\n${inWords(sum)}`);
  return sum.passed > 0 && sum.failed === 0 ? 0 : 1;
});

/** Takes minutes on a new machine, of its network more than of its processors: other suites run meanwhile. */
async function installEditors(): Promise<void> {
  // What cannot be installed is told by the suite that needs it.
  await Promise.allSettled([installEditorServer(), findBrowser()]);
}

async function runSuite(name: string, only?: string): Promise<SuiteResult> {
  const suite = suites[name];
  if (!suite) throw new SetupError(`There is no suite "${name}". There are ${Object.keys(suites).join(', ')}.`);
  return whatever(() => suite(only));
}

function inWords({ passed, failed }: SuiteResult): string {
  return `${passed} passed, ${failed} failed`;
}
