import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubTier } from '../../src/domain/tierLimits.ts';
import { launchLocalHub } from '../../src/localHub/launch.ts';
import type { Hub } from '../../src/ui/support/hub/hub.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import type { HubWorld } from './hubWorld.ts';

/** A hub that keeps to the limits of a tier, which a world has added by its connection string. */
export async function addHubOfTier(world: HubWorld, tier: HubTier): Promise<AsyncDisposable & { readonly hub: Hub }> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-of-tier-'));
  const process = await launchLocalHub({
    scriptFile: vscode.Uri.joinPath(extensionUnderTest().extensionUri, 'dist', 'localHub.js').fsPath,
    dataFolder: folder,
    hubs: ['small'],
    tier,
    log: line => world.log.info(line),
  });
  const connectionString = parseHubConnectionString(process.ready.hubs[0]?.connectionString ?? '');
  assert.ok(isHubConnectionString(connectionString));
  const hub = await world.hubs.add(connectionString, process.ready.caFile);
  return {
    hub,
    async [Symbol.asyncDispose]() {
      await process.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
