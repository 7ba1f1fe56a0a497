import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';

suite('commands', () => {
  let world: HubWorld;

  suiteSetup(async () => {
    world = await HubWorld.start();
    await vscode.workspace
      .getConfiguration()
      .update('iotHub.methods', [{ methodName: 'openValve', payload: { percent: 50 }, confirm: false }], true);
  });
  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration().update('iotHub.methods', undefined, true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world[Symbol.asyncDispose]();
  });

  test('of the manifest are all there', async () => {
    await extensionUnderTest().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extensionUnderTest().packageJSON as { contributes: { commands: { command: string }[] } };

    assert.deepEqual(
      contributes.commands.filter(({ command }) => !known.has(command)),
      [],
    );
  });

  test('call a method of the setting on a device, and show what it answered', async () => {
    await world.connectDevice('valve-001', 'openValve');
    const target = { hub: world.hub, deviceId: 'valve-001', methodName: 'openValve' };
    await vscode.commands.executeCommand('iotHub.runAction', target);
    const document = await shown('iothub-answer', '/contoso/valve-001 openValve.json');

    assert.deepEqual(withoutTimes(document.getText()), {
      hub: 'contoso',
      device: 'valve-001',
      method: 'openValve',
      payload: { percent: 50 },
      status: 200,
      answer: { got: { percent: 50 } },
    });
  });
});

/** The document in an editor, once it is there. */
async function shown(scheme: string, path: string): Promise<vscode.TextDocument> {
  for (let turn = 0; turn < 100; turn++) {
    const editor = vscode.window.visibleTextEditors.find(
      ({ document: { uri } }) => uri.scheme === scheme && uri.path === path,
    );
    if (editor) return editor.document;
    await sleep(50);
  }
  throw new Error(`No editor shows ${scheme}:${path}.`);
}

function withoutTimes(text: string): unknown {
  const { sent: _sent, tookMs: _tookMs, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return rest;
}
