import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';
import { openEditorServer } from './editor/editorServer.ts';
import { findDesktopEditor, hasScreen } from './editor/findDesktopEditor.ts';
import { installExtension } from './editor/installExtension.ts';
import { projectFolder } from './projectFolder.ts';
import { script } from './script.ts';
import { showAddress } from './showAddress.ts';

/** What the tried-out editor remembers from one start to the next: settings, hubs, the sample folder. */
const dataFolder = join(cacheFolder, 'start');
const extensionsFolder = join(dataFolder, 'extensions');
const workspace = join(dataFolder, 'workspace');
/** The sample's text is there to be read. */
const settings = { 'workbench.editorAssociations': { '*.md': 'vscode.markdown.preview.editor' } };
/** The same address at each start, so that the browser finds its settings again. */
const preferredPort = 8642;

await script(async args => {
  await installExtension(extensionsFolder);
  await cp(join(projectFolder, 'test', 'support', 'sampleWorkspace'), workspace, { recursive: true });

  const desktop = args.includes('--no-open') ? undefined : await findDesktopEditor();
  await (desktop === undefined ? serve(!args.includes('--no-open')) : openDesktop(desktop));
  return 0;
});

async function openDesktop(program: string): Promise<void> {
  console.log(`Opening ${program}. Close its window or press Ctrl+C to end.`);
  const editor = spawn(program, [
    workspace,
    join(workspace, 'README.md'),
    `--user-data-dir=${join(dataFolder, 'desktop')}`,
    `--extensions-dir=${extensionsFolder}`,
    '--disable-workspace-trust',
  ]);
  await Promise.race([once(editor, 'exit'), interrupted()]);
  editor.kill();
}

async function serve(open: boolean): Promise<void> {
  const server = await openEditorServer({
    dataFolder: join(dataFolder, 'server'),
    extensionsFolder,
    port: preferredPort,
    settings,
  });
  const url = server.urlOf({ folder: workspace, file: join(workspace, 'README.md') });
  console.log(`\nVS Code with IoT Hub Workbench is at\n\n  ${url}\n\nPress Ctrl+C to end it.`);
  if (open && hasScreen()) showAddress(url);

  await Promise.race([server.exited, interrupted()]);
  await server.close();
}

async function interrupted(): Promise<unknown> {
  return Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
