import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../projectFolder.ts';
import { stageExtension } from '../stageExtension.ts';
import { openTestEditor } from '../editor/testEditor.ts';
import type { SuiteResult } from './suiteResult.ts';

/** Windows in which nothing but the activation is measured. */
const activationWindows = 5;

/**
 * Runs test/vscode inside a real editor, desktop or server, with the production bundles. First opens some windows that
 * only measure the activation: activation.test.ts reads what they found.
 * With `only`, just the files that have this text in their names run.
 */
export async function runInEditor(only?: string): Promise<SuiteResult> {
  const outputFolder = join(projectFolder, 'test', 'output');
  await mkdir(outputFolder, { recursive: true });
  // Inside the project, so that the bundled tests find node_modules.
  const folder = await mkdtemp(join(outputFolder, 'vscode-'));
  await Promise.all([stageExtension(join(folder, 'extension')), bundleTests(join(folder, 'tests'), only)]);
  await using editor = await openTestEditor(folder);
  const windows = only === undefined || 'activation'.includes(only) ? activationWindows : 0;
  const staysInactive = await withoutStartup(join(folder, 'extension', 'package.json'));
  for (let i = 0; i < windows; i++) await editor.runTests(join(folder, 'tests', 'measureActivation.cjs'));
  await staysInactive.end();
  await editor.runTests(join(folder, 'tests', 'runTests.cjs'));

  console.log(await readFile(join(folder, 'report.txt'), 'utf8'));
  const result = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8')) as SuiteResult;
  // After a failure the folder stays: the editor's log and the data of the extension say more than the report.
  if (result.failed === 0) await rm(folder, { recursive: true, force: true });
  return result;
}

/** The editor activates the extension after each start, which leaves nothing to measure: until the end of this it does not. */
async function withoutStartup(manifestFile: string): Promise<{ readonly end: () => Promise<void> }> {
  const manifest = await readFile(manifestFile, 'utf8');
  await writeFile(manifestFile, manifest.replace('"onStartupFinished",', ''));
  return { end: () => writeFile(manifestFile, manifest) };
}

async function bundleTests(outdir: string, only = ''): Promise<void> {
  const files = await readdir(join(projectFolder, 'test', 'vscode'));
  const wanted = files.filter(file => !file.endsWith('.test.ts') || file.includes(only));
  await build({
    entryPoints: wanted.filter(file => file.endsWith('.ts')).map(file => join(projectFolder, 'test', 'vscode', file)),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    sourcemap: 'inline',
    keepNames: true,
    external: ['vscode', 'mocha'],
    // As in the bundle of the extension.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    logLevel: 'warning',
  });
}
