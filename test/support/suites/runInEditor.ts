import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { projectFolder } from '../projectFolder.ts';
import { stageExtension } from '../stageExtension.ts';
import { openTestEditor } from '../editor/testEditor.ts';
import type { SuiteResult } from './suiteResult.ts';

/** Windows in which nothing but the activation is measured. */
const activationWindows = 5;

const bundle: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  sourcemap: 'inline',
  keepNames: true,
  external: ['vscode', 'mocha'],
  // As in the bundle of the extension.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  logLevel: 'warning',
};

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

/** Tests share one bundle: each with a copy of its own of all that it uses would be a minute of work, and gigabytes in the editor. */
async function bundleTests(outdir: string, only = ''): Promise<void> {
  const folder = join(projectFolder, 'test', 'vscode');
  const files = (await readdir(folder)).filter(file => file.endsWith('.test.ts') && file.includes(only));
  const tests = files.toSorted().map(file => `import ${JSON.stringify(`./${file}`)};`);
  await build({
    ...bundle,
    entryPoints: ['measureActivation', 'runTests'].map(name => join(folder, `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.cjs' },
  });
  await build({
    ...bundle,
    stdin: { contents: tests.join('\n'), resolveDir: folder, loader: 'ts' },
    outfile: join(outdir, 'tests.cjs'),
  });
}
