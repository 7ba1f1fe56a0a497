import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installEditorServer } from '../../support/editor/installEditorServer.ts';
import { projectFolder } from '../../support/projectFolder.ts';

/** The editor's own extension of Microsoft accounts, which would go to the network. */
const own = 'microsoft-authentication';

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

/** Fills a folder with what the editor brings with it, but for its own extension of Microsoft accounts. */
export async function linkBuiltInExtensions(folder: string): Promise<void> {
  const builtIn = join(await installEditorServer(), 'extensions');
  await mkdir(folder);
  for (const name of await readdir(builtIn)) {
    if (name !== own) await symlink(join(builtIn, name), join(folder, name));
  }
}
