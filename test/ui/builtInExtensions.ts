import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { installEditorServer } from '../support/editor/installEditorServer.ts';

/** The editor's own extension of Microsoft accounts, which would go to the network. */
export const microsoftAccounts = 'microsoft-authentication';

/**
 * Of the hundred extensions that the editor brings with it, those that journeys meet: looks, languages of documents, the
 * accounts. Others, such as that for Git, start with each window and make it a third dearer. Tests inside VS Code have all.
 */
const met = [
  'json',
  'json-language-features',
  'log',
  'markdown-basics',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  microsoftAccounts,
];

/** Fills a folder with them, but for one. */
export async function linkBuiltInExtensions(folder: string, without?: string): Promise<void> {
  const builtIn = join(await installEditorServer(), 'extensions');
  await mkdir(folder, { recursive: true });
  for (const name of met) {
    if (name !== without) await symlink(join(builtIn, name), join(folder, name));
  }
}
