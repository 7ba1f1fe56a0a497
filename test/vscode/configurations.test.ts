import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newConfiguration } from '../../src/domain/configuration/configurationDocument.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { editText, marksIn } from './editText.ts';
import { HubWorld } from './hubWorld.ts';
import { settles } from './settles.ts';

suite('configurations', () => {
  let world: HubWorld;
  let client: HubClient;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    await vscode.workspace.getConfiguration().update('files.autoSave', 'off', true);
    world = await HubWorld.start();
    ({ client } = await world.connect());
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration().update('files.autoSave', undefined, true);
    await world[Symbol.asyncDispose]();
  });

  /** What stands under Configurations, as the view would show it. */
  function shown() {
    const { configurations } = new HubNode(world.hub, world.nodeParts(), () => undefined);
    return configurations.children(signal);
  }

  /** The document of a configuration, opened as a person does. */
  async function open(configurationId: string): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('iotHub.editConfiguration', { hub: world.hub, configurationId });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'iothub-configuration');
    return document;
  }

  test('lead to the first one, and then tell in words whom they target, with their counts below', async () => {
    const [empty] = await shown();
    assert.equal(empty?.item().command?.command, 'iotHub.newConfiguration');

    await client.configurations.create('low', newConfiguration('low'));
    await client.configurations.create('high', { ...newConfiguration('high'), priority: 20, targetCondition: '*' });
    const nodes = await shown();
    assert.deepEqual(
      nodes.map(node => node.item().label),
      ['high', 'low'],
    );
    assert.deepEqual(
      nodes.map(node => node.item().description),
      ['priority 20 · 0 targeted · 0 applied', 'priority 10 · targets nothing'],
    );
    const metrics = (await nodes[0]?.children?.(signal)) ?? [];
    assert.deepEqual(
      metrics.map(node => [node.item().label, node.item().description]),
      [
        ['targeted', '0'],
        ['applied', '0'],
        ['reporting', '0'],
      ],
    );
    assert.equal(metrics[0]?.item().command?.command, 'iotHub.runQuery');
  });

  test('are edited as documents, which mark what the hub would refuse, and have its etag once they are saved', async () => {
    const { etag } = await client.configurations.create('edited', newConfiguration('edited'));
    const document = await open('edited');
    await editText(document, '"interval": 30', '"interval": 60');
    await settles(() => marksIn(document).some(text => text.startsWith('The content of a configuration cannot be')));
    assert.equal(await document.save(), false);
    await editText(document, '"interval": 60', '"interval": 30');

    await editText(document, '"targetCondition": ""', '"targetCondition": "tags.floor ="');
    await settles(() => marksIn(document).length === 1);
    await editText(document, '"tags.floor ="', '"tags.floor = 3"');
    await settles(() => marksIn(document).length === 0);
    assert.ok(await document.save());
    const saved = await client.configurations.get('edited');
    assert.equal(saved.targetCondition, 'tags.floor = 3');
    assert.notEqual(saved.etag, etag);
    await settles(() => document.getText().includes(saved.etag));
  });

  test('offer to count and show whom their condition selects, before it is saved', async () => {
    await client.configurations.create('counted', newConfiguration('counted'));
    const document = await open('counted');
    await editText(document, '"targetCondition": ""', '"targetCondition": "*"');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );

    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      ['iotHub.countQuery', 'iotHub.runQuery'],
    );
    assert.deepEqual(
      lenses.flatMap(({ command }) => (command?.arguments ?? []) as { text: string }[]).map(({ text }) => text),
      ['SELECT * FROM devices', 'SELECT * FROM devices'],
    );
  });
});
