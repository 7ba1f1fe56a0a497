import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { stageExtension } from '../stageExtension.ts';

/** Makes `extensionsFolder` one that has this extension, as it ships, and nothing else. An editor finds it at its start. */
export async function installExtension(extensionsFolder: string): Promise<void> {
  await rm(extensionsFolder, { recursive: true, force: true });
  await stageExtension(join(extensionsFolder, `${manifest.publisher}.${manifest.name}-${manifest.version}`));
}
