import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../../support/projectFolder.ts';

const manifest = {
  name: 'test-account',
  publisher: 'iot-hub-workbench',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  extensionKind: ['workspace'],
  activationEvents: ['*'],
  contributes: { authentication: [{ id: 'microsoft', label: 'Microsoft' }] },
};

/** Adds the extension that has the account to what the editor brings with it: of others the editor keeps a list. */
export async function installTestAccount(builtInExtensionsFolder: string): Promise<void> {
  const folder = join(builtInExtensionsFolder, manifest.name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [join(projectFolder, 'test', 'ui', 'testAccount', 'extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
}
