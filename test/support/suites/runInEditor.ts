import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../projectFolder.ts';
import { stageExtension } from '../stageExtension.ts';
import { findTestEditor, type TestEditor } from '../editor/testEditor.ts';
import { bundleTests, testFiles } from './bundleTests.ts';
import { sumOf, type SuiteResult, whatever } from './suiteResult.ts';

/** Windows in which nothing but the activation is measured. */
const activationWindows = 5;
/** Has the measurements, and looks at them. */
const activationTests = 'activation.test.ts';
/** The files that take longest, in an order in which two windows get as much of them. The others take seconds. */
const longest = ['jobsInStages', 'transferJobs', 'proxies', 'twins', 'newJob', 'moves'].map(name => `${name}.test.ts`);

/**
 * Runs test/vscode inside real editors, desktop or server, with the production bundles: the tests wait more than they
 * compute, so that several windows share them. First opens some windows that only measure the activation, while nothing
 * else runs.
 * With `only`, just the files that have this text in their names run.
 */
export async function runInEditor(only?: string): Promise<SuiteResult> {
  const outputFolder = join(projectFolder, 'test', 'output');
  await mkdir(outputFolder, { recursive: true });
  // Inside the project, so that the bundled tests find node_modules.
  const folder = await mkdtemp(join(outputFolder, 'vscode-'));
  const extension = join(folder, 'extension');
  const { open, most } = await findTestEditor();
  const windows = new Map(
    dealt(await testFiles(only), most).map((files, index) => [join(folder, `window-${index + 1}`), files]),
  );
  await Promise.all([stageExtension(extension), bundleTests(folder, windows)]);

  await using editors = new AsyncDisposableStack();
  const opened = new Map<string, TestEditor>();
  for (const window of windows.keys()) opened.set(window, editors.use(await open({ folder: window, extension })));
  const [first] = opened;
  if (first && windows.get(first[0])?.includes(activationTests)) {
    await measureActivation(first[1], extension, join(folder, 'measureActivation.cjs'));
  }
  const results = [...opened].map(([window, editor]) =>
    whatever(async () => {
      await editor.runTests(join(folder, 'runTests.cjs'));
      console.log(await readFile(join(window, 'report.txt'), 'utf8'));
      return JSON.parse(await readFile(join(window, 'result.json'), 'utf8')) as SuiteResult;
    }),
  );
  const result = sumOf(await Promise.all(results));
  // After a failure the folder stays: the editor's log and the data of the extension say more than the report.
  if (result.failed === 0) await rm(folder, { recursive: true, force: true });
  return result;
}

/** The files for each window, of `most` at most: that of the activation for the first, which measures it. */
function dealt(files: readonly string[], most: number): readonly (readonly string[])[] {
  const order = [...new Set([activationTests, ...longest, ...files])].filter(file => files.includes(file));
  const parts = Array.from({ length: most }, (_, part) => order.filter((_, index) => index % most === part));
  return parts.filter(part => part.length > 0);
}

/** The editor activates the extension after each start, which leaves nothing to measure: meanwhile it does not. */
async function measureActivation(editor: TestEditor, extension: string, measuring: string): Promise<void> {
  const manifestFile = join(extension, 'package.json');
  const manifest = await readFile(manifestFile, 'utf8');
  await writeFile(manifestFile, manifest.replace('"onStartupFinished",', ''));
  for (let i = 0; i < activationWindows; i++) await editor.runTests(measuring);
  await writeFile(manifestFile, manifest);
}
