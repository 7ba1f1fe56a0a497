import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from './program.ts';
import { projectFolder } from './projectFolder.ts';
import { script } from './script.ts';
import { SetupError } from './setupError.ts';

const vsixFile = join(projectFolder, 'dist', 'iot-hub-workbench.vsix');
const maxBytes = 5 * 1024 * 1024;

/** What the package must have, and the shape of all that it may have besides. */
const expected = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'l10n/bundle.l10n.json',
  'dist/extension.cjs',
  'dist/localHub.js',
  'dist/localStorage.js',
  'dist/simulator.js',
  'dist/transferWorker.js',
];
const allowed =
  /^(?:package(?:\.nls(?:\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|l10n\/[\w.-]+\.json|media\/.+|dist\/(?:extension\.cjs|(?:localHub|localStorage|simulator|transferWorker)\.js|webviews\/[\w-]+\.(?:js|css|ttf)))$/;

await script(async () => {
  await mustRun('node', ['esbuild.mjs', '--production']);
  const files = (await mustRun('vsce', ['ls', '--no-dependencies'], { quiet: true })).trim().split(/\r?\n/);
  await reportSizes(files);
  refuse(
    'The package lacks',
    expected.filter(file => !files.includes(file)),
  );
  refuse(
    'The package must not have',
    files.filter(file => !allowed.test(file)),
  );

  await mkdir(join(projectFolder, 'dist'), { recursive: true });
  await mustRun('vsce', ['package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsixFile], {
    quiet: true,
  });
  const { size } = await stat(vsixFile);
  console.log(`${inKilobytes(size)}  ${vsixFile}`);
  if (size > maxBytes) throw new SetupError(`The package has ${size} bytes; ${maxBytes} are allowed.`);
  return 0;
});

async function reportSizes(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { size } = await stat(join(projectFolder, file));
    console.log(`${inKilobytes(size)}  ${file}`);
  }
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(9)} KB`;
}

function refuse(sentence: string, files: readonly string[]): void {
  if (files.length > 0) throw new SetupError(`${sentence}: ${files.join(', ')}`);
}
