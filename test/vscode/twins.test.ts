import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DeviceTwin } from '../../src/domain/device.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import type { TwinPatch } from '../../src/domain/twin/twinPatch.ts';
import { HubWorld } from './hubWorld.ts';

suite('twins', () => {
  let world: HubWorld;
  let client: HubClient;

  suiteSetup(async () => {
    await autoSave('off');
    world = await HubWorld.start();
    ({ client } = await world.connect());
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  suiteTeardown(async () => {
    await autoSave(undefined);
    await world[Symbol.asyncDispose]();
  });

  test('are documents at an address of their own, and have the name of their device', async () => {
    const document = await openTwin('door-1', {});

    assert.equal(document.uri.toString(), 'iothub:/contoso/door-1.twin.json');
    assert.equal(document.languageId, 'json');
    assert.equal(twinIn(document).deviceId, 'door-1');
  });

  test('are saved: what was changed is changed, a deleted line removes its property, and the new version shows', async () => {
    const document = await openTwin('door-2', {
      tags: { floor: '3', room: 'a' },
      properties: { desired: { lock: true } },
    });
    await edit(document, /"floor": "3",\n\s*"room": "a"/, '"floor": "4"');
    await edit(document, '"lock": true,', '"lock": { "minutes": 10 },');
    assert.ok(await document.save());

    const { tags, desired } = await client.getTwin('door-2');
    assert.deepEqual(tags, { floor: '4' });
    assert.deepEqual(desired['lock'], { minutes: 10 });
    await until(() => !document.isDirty && document.getText().includes('"$version": 3'));
  });

  test('are saved again after an undo of what was saved before', async () => {
    const document = await openTwin('door-3', { tags: { floor: '3' } });
    await edit(document, '"floor": "3"', '"floor": "4"');
    assert.ok(await document.save());
    await until(() => !document.getText().includes('"version": 2'));
    while (!document.getText().includes('"floor": "3"')) await vscode.commands.executeCommand('undo');
    assert.ok(await document.save());

    assert.deepEqual((await client.getTwin('door-3')).tags, { floor: '3' });
  });

  test('take in what others changed meanwhile elsewhere in the twin', async () => {
    const document = await openTwin('door-4', { tags: { floor: '3', room: 'a' } });
    await client.updateTwin({ deviceId: 'door-4' }, { tags: { room: 'b' } }, '*');
    await edit(document, '"floor": "3"', '"floor": "4"');
    assert.ok(await document.save());

    assert.deepEqual((await client.getTwin('door-4')).tags, { floor: '4', room: 'b' });
    await until(() => document.getText().includes('"room": "b"'));
  });

  for (const [command, floor] of [
    ['iotHub.keepMine', '4'],
    ['iotHub.takeTheirs', '5'],
    ['iotHub.saveMerged', '4'],
  ] as const) {
    test(`ask when others changed the same, and ${command} ends it`, async () => {
      const deviceId = `door-${command}`;
      const document = await openTwin(deviceId, { tags: { floor: '3', room: 'a', wing: 'w' } });
      await client.updateTwin({ deviceId }, { tags: { floor: '5', room: 'b' } }, '*');
      await edit(document, '"floor": "3"', '"floor": "4"');
      await edit(document, '"wing": "w"', '"wing": "e"');
      assert.equal(await saved(document), false);
      await until(() => diffOf(document) !== undefined && document.getText().includes('"room": "b"'));
      assert.deepEqual((await client.getTwin(deviceId)).tags, { floor: '5', room: 'b', wing: 'w' });
      assert.equal(await saved(document), false, 'A second save is no choice.');

      await vscode.commands.executeCommand(command, document.uri);
      assert.deepEqual((await client.getTwin(deviceId)).tags, { floor, room: 'b', wing: 'e' });
      await until(() => diffOf(document) === undefined && !document.isDirty);
    });
  }

  test('mark what breaks a limit where it stands, and are not saved with it', async () => {
    const document = await openTwin('door-5', { tags: { floor: '3' } });
    await edit(document, '"floor"', '"the floor"');
    const [mark] = await marks(document);

    assert.ok(mark);
    assert.equal(document.getText(mark.range), '"the floor"');
    assert.match(mark.message, /tags\.the floor: the key has the character " "/);
    assert.equal(await saved(document), false);
    assert.deepEqual((await client.getTwin('door-5')).tags, { floor: '3' });

    await edit(document, '"the floor"', '"level"');
    await until(() => ours(document).length === 0);
    assert.ok(await document.save());
    assert.deepEqual((await client.getTwin('door-5')).tags, { level: '3' });
  });

  for (const { what, text, says } of [
    { what: 'a tag of 40 KB', text: `"${'x'.repeat(40 * 1024)}"`, says: /^tags\.floor: the text has 40960 bytes/ },
    { what: 'half of a surrogate pair', text: String.raw`"\ud800"`, says: /^tags\.floor: / },
  ])
    test(`mark ${what} where it stands, and are not saved with it`, async () => {
      const deviceId = `door-${what.replaceAll(' ', '-')}`;
      const document = await openTwin(deviceId, { tags: { floor: '3' } });
      await edit(document, '"floor": "3"', `"floor": ${text}`);
      const [mark] = await marks(document);

      assert.ok(mark);
      assert.equal(document.getText(mark.range), text);
      assert.match(mark.message, says);
      assert.equal(await saved(document), false);
      assert.deepEqual((await client.getTwin(deviceId)).tags, { floor: '3' });
    });

  test('mark what only the hub writes, and are not saved with it', async () => {
    const document = await openTwin('door-6', {});
    await edit(document, '"$version": 1', '"$version": 7');
    const [mark] = await marks(document);

    assert.match(mark?.message ?? '', /^properties\.(?:desired|reported)\.?\S* is written by the hub/);
    assert.equal(await saved(document), false);
  });

  test('are not saved while they are not JSON', async () => {
    const document = await openTwin('door-7', { tags: { floor: '3' } });
    await edit(document, '"floor": "3"', '"floor": ');
    assert.equal(await saved(document), false);

    assert.deepEqual((await client.getTwin('door-7')).tags, { floor: '3' });
    assert.ok(document.isDirty);
  });

  test('are not saved by the editor itself, which would send what is half typed', async () => {
    const document = await openTwin('door-13', { tags: { floor: '3' } });
    await autoSave('afterDelay');
    const asked = new Promise(resolve => vscode.workspace.onWillSaveTextDocument(resolve));
    await edit(document, '"floor": "3"', '"floor": "42"');
    await asked;
    await autoSave('off');

    assert.ok(document.isDirty);
    assert.deepEqual((await client.getTwin('door-13')).tags, { floor: '3' });
    assert.ok(await document.save());
    assert.deepEqual((await client.getTwin('door-13')).tags, { floor: '42' });
  });

  test('are checked by their schema, which completes their members too', async () => {
    const document = await openTwin('door-8', { properties: { desired: { lock: true } } });
    await edit(document, '"tags": {', '"status": 5, "tags": {');
    await until(() => vscode.languages.getDiagnostics(document.uri).some(({ source }) => source !== 'IoT Hub'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('"desired"') + 2),
    );
    const text = hovers.flatMap(({ contents }) => contents.map(content => (content as vscode.MarkdownString).value));

    assert.match(text.join('\n'), /Changed .* in version 2/);
    assert.match(text.join('\n'), /8 of 32,768 bytes/);
    assert.match(text.join('\n'), /What the device should be/);
  });

  test('are read again on request', async () => {
    const document = await openTwin('door-9', { tags: { floor: '3' } });
    await client.updateTwin({ deviceId: 'door-9' }, { tags: { floor: '5' } }, '*');
    await vscode.commands.executeCommand('iotHub.reloadTwin', document.uri);

    await until(() => document.getText().includes('"floor": "5"'));
  });

  test('are compared: desired with reported', async () => {
    const document = await openTwin('door-10', { properties: { desired: { lock: true } } });
    await vscode.commands.executeCommand('iotHub.compareDesiredAndReported', document.uri);
    const input = await activeDiff();

    assert.equal(await textAt(input.original), '{\n  "lock": true\n}\n');
    assert.equal(await textAt(input.modified), '{}\n');
  });

  test('are copied as the request that saving would send, without a secret', async () => {
    const document = await openTwin('door-11', { tags: { floor: '3' } });
    await edit(document, '"floor": "3"', '"floor": "4"');
    await vscode.commands.executeCommand('iotHub.copyTwinAzCommand', document.uri);
    const az = await vscode.env.clipboard.readText();
    await vscode.commands.executeCommand('iotHub.copyTwinRestCall', document.uri);
    const rest = await vscode.env.clipboard.readText();

    assert.match(az, /^az iot hub device-twin update .* --tags '\{"floor":"4"\}'/);
    assert.match(rest, /^PATCH https:\/\/localhost:\d+\/twins\/door-11\?/);
    assert.doesNotMatch(az + rest, /SharedAccessKey=|sig=/);
  });

  test('that are not saved say so when their hub does not run, and are saved when it runs again', async () => {
    const document = await openTwin('door-12', { tags: { floor: '3' } });
    await edit(document, '"floor": "3"', '"floor": "4"');
    await world.localHub.stop();
    assert.equal(await saved(document), false);
    await world.localHub.start();
    ({ client } = await world.connect());
    assert.ok(await document.save());

    assert.deepEqual((await client.getTwin('door-12')).tags, { floor: '4' });
  });

  async function openTwin(deviceId: string, patch: TwinPatch): Promise<vscode.TextDocument> {
    await client.createDevice(deviceId);
    await client.updateTwin({ deviceId }, patch, '*');
    await vscode.commands.executeCommand('iotHub.showTwin', { hub: world.hub, deviceId });
    const path = `/contoso/${deviceId}.twin.json`;
    await until(() => vscode.window.activeTextEditor?.document.uri.path === path);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    return document;
  }
});

async function autoSave(when: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('autoSave', when, true);
}

function twinIn(document: vscode.TextDocument): DeviceTwin {
  return JSON.parse(document.getText()) as DeviceTwin;
}

async function edit(document: vscode.TextDocument, old: string | RegExp, text: string): Promise<void> {
  const [found = ''] = typeof old === 'string' ? [old] : (old.exec(document.getText()) ?? []);
  const offset = document.getText().indexOf(found);
  assert.ok(found !== '' && offset >= 0, `The document has no ${String(old)}.`);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + found.length));
  change.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** A save that fails is false or throws, as the editor likes. */
async function saved(document: vscode.TextDocument): Promise<boolean> {
  return document.save().then(
    done => done,
    () => false,
  );
}

function ours(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'IoT Hub');
}

async function marks(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  await until(() => ours(document).length > 0);
  return ours(document);
}

function diffOf({ uri }: vscode.TextDocument): vscode.TabInputTextDiff | undefined {
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .map(({ input }) => input)
    .find(
      (input): input is vscode.TabInputTextDiff =>
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString(),
    );
}

async function activeDiff(): Promise<vscode.TabInputTextDiff> {
  await until(() => activeInput() instanceof vscode.TabInputTextDiff);
  return activeInput() as vscode.TabInputTextDiff;
}

function activeInput(): unknown {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input;
}

async function textAt(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error(`It did not come to ${String(condition)}.`);
}
