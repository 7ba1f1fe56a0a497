import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { QueryCompletions } from '../../src/ui/editors/query/queryCompletions.ts';
import { QueryFiles } from '../../src/ui/support/query/queryFiles.ts';
import { QueryHubs } from '../../src/ui/support/query/queryHubs.ts';
import { QueryResult } from '../../src/ui/support/query/queryResult.ts';
import { SavedQueries } from '../../src/ui/support/query/savedQueries.ts';
import { QueryListNode } from '../../src/ui/tree/queryListNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { settles } from './settles.ts';

const open = (content: string) => vscode.workspace.openTextDocument({ language: 'iothubql', content });
const tabLabels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

suite('queries', () => {
  let world: HubWorld;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    const { client } = await world.connect();
    for (const id of ['door-017', 'door-018']) await client.createDevice(id);
    await extensionUnderTest().activate();
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world[Symbol.asyncDispose]();
  });

  test('are documents of their own language, by the end of their names too', async () => {
    const { contributes } = extensionUnderTest().packageJSON as { contributes: { languages: { id: string }[] } };
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      ['iothubql'],
    );
    assert.equal((await open('')).languageId, 'iothubql');
  });

  test('are marked where they are wrong, and no longer when they are right', async () => {
    const document = await open("SELECT * FROM devices;\nSELECT * FROM devices\nWHERE tag.floor = '3'");
    const problems = () => vscode.languages.getDiagnostics(document.uri);
    await settles(() => problems().length === 1);

    const [problem] = problems();
    assert.equal(problem?.message, 'There is no property "tag" here. Did you mean tags?');
    assert.deepEqual(problem?.range, new vscode.Range(2, 6, 2, 9));

    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problem?.range ?? new vscode.Range(0, 0, 0, 0), 'tags');
    await vscode.workspace.applyEdit(edit);
    await settles(() => problems().length === 0);
  });

  test('that were cut in the middle say what was expected, at their end', async () => {
    const document = await open('SELECT * FROM devices WHERE tags.floor =');
    const problems = () => vscode.languages.getDiagnostics(document.uri);
    await settles(() => problems().length === 1);

    assert.match(problems()[0]?.message ?? '', /^Expected a property, a constant or a function/);
    assert.ok(problems()[0]?.range.end.isEqual(document.lineAt(0).range.end));
  });

  test('can be run, counted and acted on from above each of them', async () => {
    const document = await open('SELECT * FROM devices;\nSELECT * FROM devices.jobs;\nSELECT');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const commands = lenses.map(({ range, command }) => [range.start.line, command?.command]);

    assert.deepEqual(
      commands.filter(([, command]) => command !== 'iotHub.chooseQueryHub'),
      [
        [0, 'iotHub.runQuery'],
        [0, 'iotHub.countQuery'],
        [0, 'iotHub.invokeOnQuery'],
        [0, 'iotHub.newJob'],
        [1, 'iotHub.runQuery'],
        [2, 'iotHub.runQuery'],
      ],
    );
    assert.deepEqual(
      commands.filter(([, command]) => command === 'iotHub.chooseQueryHub'),
      [[0, 'iotHub.chooseQueryHub']],
    );
  });

  test('say what functions and properties are', async () => {
    const document = await open("SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-')");
    const at = async (word: string) => {
      const place = document.positionAt(document.getText().indexOf(word));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers.flatMap(({ contents }) => contents.map(content => (content as vscode.MarkdownString).value)).join();
    };

    assert.match((await at('STARTSWITH')).replaceAll('&nbsp;', ' '), /True if the text starts with the prefix/);
    assert.match((await at('deviceId')).replaceAll('&nbsp;', ' '), /The id of the device/);
  });

  test('are completed by the editor', async () => {
    const document = await open('SELECT * FROM devices WHERE ');
    const end = document.positionAt(document.getText().length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      end,
    );
    const labels = new Set(items.map(({ label }) => label));

    assert.ok(['deviceId', 'tags', 'STARTSWITH', 'AND'].every(label => labels.has(label)));
  });

  test('are completed with what the devices of their hub have', async () => {
    const document = await open('SELECT * FROM devices WHERE tags.[[wing');
    const { client } = await world.connect();
    const twin = { ...(await client.getTwin('door-017')), tags: { 'wing-b': true } };
    const queryHubs = new QueryHubs(world.hubs, new MemoryState());
    const completions = new QueryCompletions(queryHubs, () => [twin]);
    const items = completions.provideCompletionItems(document, document.positionAt(document.getText().length));

    assert.deepEqual(
      items.map(({ label, insertText, range }) => ({ label, insertText, range })),
      [{ label: 'wing-b', insertText: '[[wing-b]]', range: new vscode.Range(0, 33, 0, 39) }],
    );
  });

  test('run on the hub that was chosen for their document, or on the only one', async () => {
    const state = new MemoryState();
    const document = await open('SELECT * FROM devices');
    assert.equal(new QueryHubs(world.hubs, state).get(document.uri), world.hub);

    await new QueryHubs(world.hubs, state).set(document.uri, world.hub);
    assert.equal(new QueryHubs(world.hubs, state).get(document.uri), world.hub);
    assert.match(state.text, new RegExp(world.hub.id));
  });

  test('load page by page, and whole for an export', async () => {
    const result = new QueryResult(world.hub, 'SELECT deviceId FROM devices');
    assert.equal(result.rows, undefined);

    assert.deepEqual(await result.loadPage(signal), [{ deviceId: 'door-017' }, { deviceId: 'door-018' }]);
    assert.equal(result.more, false);
    const pages = await Array.fromAsync(result.all(signal));
    assert.deepEqual(pages, [result.rows]);

    const fresh = new QueryResult(world.hub, 'SELECT deviceId FROM devices');
    assert.deepEqual((await Array.fromAsync(fresh.all(signal))).flat(), result.rows);
  });

  test('load a page once, however many ask for it', async () => {
    const result = new QueryResult(world.hub, 'SELECT deviceId FROM devices');
    await Promise.all([result.loadPage(signal), result.loadPage(signal)]);

    assert.equal(result.rows?.length, 2);
  });

  test('show their rows in a page beside the document', async () => {
    const query = { text: 'SELECT * FROM devices', title: 'doors', source: 'test:doors' };
    await vscode.commands.executeCommand('iotHub.runQuery', { hub: world.hub, ...query });

    await settles(() => tabLabels().includes('Result: doors'));
    await vscode.commands.executeCommand('iotHub.runQuery', { hub: world.hub, ...query });
    assert.equal(tabLabels().filter(label => label === 'Result: doors').length, 1);
  });

  test('are kept by name and as they ran, also for the next start of the editor', async () => {
    const state = new MemoryState();
    const queries = new SavedQueries(state);
    await queries.save({ name: 'floor 3', text: "SELECT * FROM devices WHERE tags.floor = '3'" });
    await queries.save({ name: 'all', text: 'SELECT * FROM devices' });
    for (let top = 1; top <= 12; top++) await queries.remember(world.hub, `SELECT TOP ${top} * FROM devices`);
    await queries.remember(world.hub, 'SELECT TOP 11 * FROM devices');

    const root = { id: world.hub.id, parent: undefined, item: () => new vscode.TreeItem('contoso') };
    const noFiles = { list: async () => [] };
    const nodes = await new QueryListNode(root, world.hub, new SavedQueries(state), noFiles).children();
    const labels = nodes.map(node => node.item().label);
    assert.deepEqual(labels.slice(0, 4), [
      'all',
      'floor 3',
      'SELECT TOP 11 * FROM devices',
      'SELECT TOP 12 * FROM devices',
    ]);
    assert.equal(labels.length, 12);
  });

  test('in files of the workspace are listed, and forgotten when the file is gone', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'floors.iothubql');
    const files = new QueryFiles();
    const isListed = async () => (await files.list()).some(({ path }) => path === file.path);
    const changed = () => new Promise<void>(resolve => files.onDidChange(resolve));
    assert.equal(await isListed(), false);

    const created = changed();
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('SELECT * FROM devices'));
    await created;
    assert.equal(await isListed(), true);
    await vscode.commands.executeCommand('iotHub.editQuery', { hub: world.hub, file });
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());

    const deleted = changed();
    await vscode.workspace.fs.delete(file);
    await deleted;
    assert.equal(await isListed(), false);
    files.dispose();
  });

  test('that are saved can be edited and saved as documents', async () => {
    const uri = vscode.Uri.parse('iothub-query:/all doors.iothubql');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('SELECT * FROM devices'));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'iothubql');

    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, document.positionAt(document.getText().length), " WHERE status = 'enabled'");
    await vscode.workspace.applyEdit(edit);
    assert.equal(await document.save(), true);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.equal(saved, "SELECT * FROM devices WHERE status = 'enabled'");

    await vscode.workspace.fs.delete(uri);
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri));
  });
});
