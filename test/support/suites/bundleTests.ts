import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../projectFolder.ts';

const testFolder = join(projectFolder, 'test', 'vscode');

/** The names of the files with tests, or of those that have the text in their names. */
export async function testFiles(only = ''): Promise<readonly string[]> {
  return (await readdir(testFolder)).filter(file => file.endsWith('.test.ts') && file.includes(only));
}

/**
 * Puts `measureActivation.cjs` and `runTests.cjs` into `folder`, and `tests.cjs` with some files into the folder of the
 * window that runs them. Those of a window share one bundle: each with a copy of its own of all that it uses would be a
 * minute of work, and gigabytes in the editor.
 */
export async function bundleTests(folder: string, windows: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const [window, files] of windows) {
    await mkdir(window, { recursive: true });
    const imports = files.map(file => `import ${JSON.stringify(join(testFolder, file))};`);
    await writeFile(join(window, 'tests.ts'), imports.join('\n'));
  }
  await build({
    entryPoints: [
      ...['measureActivation', 'runTests'].map(out => ({ in: join(testFolder, `${out}.ts`), out })),
      ...[...windows.keys()].map(window => ({
        in: join(window, 'tests.ts'),
        out: join(relative(folder, window), 'tests'),
      })),
    ],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
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
  });
}
