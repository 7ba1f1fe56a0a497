import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { exportDevices } from '../../src/domain/transfer/exportDevices.ts';
import { importResultText } from '../../src/ui/editors/transfer/importResultText.ts';
import { openImportFile } from '../../src/ui/prompts/askImportFile.ts';
import { writeDevices, writeTexts } from '../../src/ui/support/transfer/exportFile.ts';
import type { ImportFile } from '../../src/ui/support/transfer/importFile.ts';
import { importCost, importPlanned, planImportOf } from '../../src/ui/support/transfer/imports.ts';
import { fileSource } from '../../src/ui/support/transfer/textPieces.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';

const { signal } = new AbortController();
const everything = { keys: false, twins: true, modules: true };
const ignore = () => undefined;

suite('files of devices', () => {
  let world: HubWorld;
  let folder: string;

  suiteSetup(async () => {
    world = await HubWorld.start();
    folder = await mkdtemp(join(tmpdir(), 'transfer-'));
    await extensionUnderTest().activate();
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const opened = async (name: string, content: string): Promise<ImportFile> => {
    const file = await openImportFile(fileSource(await fileOf(name, content)));
    assert.ok(file);
    return file;
  };
  const imported = async (name: string, content: string) => {
    const planned = await planImportOf(world.hub, await opened(name, content), 'createOrUpdate', signal, ignore);
    return importPlanned(planned, signal, ignore);
  };
  const exported = async (name: string): Promise<string> => {
    const { client } = await world.connect();
    const path = join(folder, name);
    await writeDevices(path, name.endsWith('.csv') ? 'csv' : 'json', exportDevices(client, everything), ignore);
    return readFile(path, 'utf8');
  };

  test('are imported from CSV and exported again, and changed by what is edited in between', async () => {
    const first = await imported(
      'doors.csv',
      'id,tags.floor,properties.desired.interval\ndoor-1,3,5\ndoor-2,"""3""",\n',
    );
    assert.deepEqual(first.counts, { created: 2, changed: 0, unchanged: 0, deleted: 0, failed: 0 });

    const csv = await exported('out.csv');
    assert.match(csv, /^id,eTag,status,.*tags\.floor,/);
    assert.match(csv, /door-2.*"""3"""/);
    const again = await imported('out.csv', csv.replace('door-1,', 'door-3,'));
    assert.deepEqual(again.counts, { created: 1, changed: 0, unchanged: 1, deleted: 0, failed: 0 });

    const json = await exported('out.txt');
    assert.deepEqual(
      json
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as { id: string }).id),
      ['door-1', 'door-2', 'door-3'],
    );
    assert.doesNotMatch(json, /primaryKey":"/);
  });

  test('are compared first: a report tells what would happen, and leads to the lines that are wrong', async () => {
    const path = await fileOf('mixed.txt', '{"id":"door-9"}\n{"id":"bad id"}\n{"id":"door-1","importMode":"delete"}\n');
    await vscode.commands.executeCommand('iotHub.importDevices', {
      hub: world.hub,
      file: vscode.Uri.file(path),
      mode: 'createOrUpdate',
    });

    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.match(document.getText(), /Would be created +1\n/);
    assert.match(document.getText(), /Would be deleted +1\n/);
    assert.match(document.getText(), /Line 2: "id" has the character " " at position 4/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    assert.deepEqual(
      links.map(({ target }) => target?.toString()),
      [vscode.Uri.file(path).with({ fragment: 'L2' }).toString()],
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['$(play) Import Now…', '$(save) Back Up First…'],
    );
    const { client } = await world.connect();
    assert.equal((await client.getDevice('door-1')).status, 'enabled');
  });

  test('say what an import costs before it runs', async () => {
    const file = await opened(
      'cost.txt',
      '{"id":"door-1","importMode":"delete"}\n{"id":"door-2","status":"disabled"}\n',
    );
    const cost = importCost(await planImportOf(world.hub, file, 'createOrUpdate', signal, ignore));

    assert.match(cost, /^0 created, 1 changed, 1 deleted\. What is deleted loses its twin and its modules\./);
    assert.match(cost, /can't be undone/);
  });

  test('give back the lines that were not imported, as they stand in the file', async () => {
    const file = await opened('failing.csv', 'id,importMode,tags.x\r\nnew-1,,1\r\ndoor-2,create,"a, ""b"""\r\n');
    const planned = await planImportOf(world.hub, file, 'createOrUpdate', signal, ignore);
    const result = await importPlanned(planned, signal, ignore);

    assert.deepEqual(
      result.failed.map(({ line }) => line),
      [3],
    );
    assert.match(importResultText('failing.csv', 'contoso', result), /Line 3: door-2: It exists already/);
    const target = join(folder, 'failed.csv');
    await writeTexts(target, file.textOf(new Set([3])));
    assert.equal(await readFile(target, 'utf8'), 'id,importMode,tags.x\ndoor-2,create,"a, ""b"""\n');
  });

  test('that were changed since the dry run are not imported', async () => {
    const planned = await planImportOf(world.hub, await opened('moving.txt', '{"id":"x"}\n'), 'create', signal, ignore);
    await writeFile(join(folder, 'moving.txt'), '{"id":"x","importMode":"delete"}\n');

    await assert.rejects(importPlanned(planned, signal, ignore), /was changed since it was looked at/);
  });

  for (const [what, name, content, expected] of [
    ['is empty', 'empty.csv', '', /is empty/],
    ['has no column of ids', 'rooms.csv', 'status\nenabled\n', /no column with the ids/],
    ['has a column twice', 'twice.csv', 'id,deviceId\na,b\n', /two columns for "id"/],
  ] as const) {
    test(`that ${what} is refused in a sentence`, async () => {
      await assert.rejects(openImportFile(fileSource(await fileOf(name, content))), expected);
    });
  }

  test('that are not there, or not in UTF-8, are refused in a sentence', async () => {
    await assert.rejects(openImportFile(fileSource(join(folder, 'nowhere.txt'))), /There is no file "nowhere\.txt"/);
    const utf16 = await fileOf('utf16.csv', Buffer.from('\ufeffid\na\n', 'utf16le'));
    await assert.rejects(openImportFile(fileSource(utf16)), /not a text in UTF-8/);
    const latin = await openImportFile(
      fileSource(await fileOf('latin.txt', Buffer.from('{"id":"a","tags":{"t":"Tür"}}\n', 'latin1'))),
    );
    assert.ok(latin);
    await assert.rejects(planImportOf(world.hub, latin, 'create', signal, ignore), /not a text in UTF-8/);
  });

  test('that cannot be written whole leave nothing behind', async () => {
    const before = await readdir(folder);
    await assert.rejects(writeDevices(join(folder, 'torn.csv'), 'csv', failing(), ignore), /The hub is gone/);
    await assert.rejects(writeDevices(join(folder, 'no', 'place.txt'), 'json', failing(), ignore), /cannot be written/);

    assert.deepEqual(await readdir(folder), before);
  });
});

async function* failing(): AsyncGenerator<readonly { id: string }[], void> {
  yield [{ id: 'a' }];
  throw new Error('The hub is gone.');
}
