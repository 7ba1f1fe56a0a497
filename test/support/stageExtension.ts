import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from './program.ts';
import { projectFolder } from './projectFolder.ts';

/** What an editor reads of the extension, besides the bundles. */
const parts = ['package.json', 'package.nls.json', 'l10n', 'media', 'LICENSE'];

/** Puts the extension as it ships, production bundles and all, into `folder`: tests run what users run. */
export async function stageExtension(folder: string): Promise<void> {
  await mustRun('node', ['esbuild.mjs', '--production', `--outdir=${join(folder, 'dist')}`]);
  for (const part of parts) await cp(join(projectFolder, part), join(folder, part), { recursive: true });
}
