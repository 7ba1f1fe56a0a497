import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBrowser } from '../support/browser/findBrowser.ts';
import { installEditorServer } from '../support/editor/installEditorServer.ts';
import { installExtension } from '../support/editor/installExtension.ts';
import { linkBuiltInExtensions } from './builtInExtensions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Has the extension as it ships, made once for all journeys. */
    readonly extensionsFolder: string;
    /** Has what journeys meet of what the editor brings with it. */
    readonly builtInExtensionsFolder: string;
  }
}

/** vitest calls this once before the journeys: what takes minutes on a new machine is not part of any test's time. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findBrowser();
  await installEditorServer();
  const folder = await mkdtemp(join(tmpdir(), 'iot-hub-workbench-'));
  const extensionsFolder = join(folder, 'extensions');
  const builtInExtensionsFolder = join(folder, 'builtIn');
  await installExtension(extensionsFolder);
  await linkBuiltInExtensions(builtInExtensionsFolder);
  project.provide('extensionsFolder', extensionsFolder);
  project.provide('builtInExtensionsFolder', builtInExtensionsFolder);
  return () => rm(folder, { recursive: true, force: true });
}
