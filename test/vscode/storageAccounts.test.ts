import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { givenResources } from './givenResources.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

suite('storage accounts', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(
    given => ({ resources, answers } = given),
    () => ResourceWorld.start({ transferJobs: { put: () => undefined } }),
  );

  const account = { name: 'plantexports', resourceGroup: 'plants' };
  const row = () => ({ scope: resources.scope, account });
  const names = async () => (await resources.scope.resources.storage.list()).map(({ name }) => name);
  const containers = async () => (await resources.scope.resources.storage.containers(account, { pageSize: 50 })).items;

  test('are made with a name that nobody has, in a group that may be new', async () => {
    const done = resources.run('iotHub.createStorageAccount');
    const name = /^Name of the account, 3 to 24/;
    assert.equal(await answers.refusal(name, 'Plant-Exports'), 'Only lower-case letters and digits.');
    assert.match(await answers.refusal(name, 'localhub'), /is not available/);
    await answers.answer(name, 'plantexports');
    await answers.pick(/^Resource group$/, /New Resource Group…$/);
    await answers.answer(/^Name of the new resource group/, 'plants');
    await answers.pick(/^Region$/, /^West Europe$/);
    await answers.pick(/^How it keeps copies/, /^Standard_ZRS$/);
    await done;

    assert.ok((await names()).includes('plantexports'));
    assert.deepEqual(resources.ended, ['Create storage account plantexports: done']);
  });

  test('are not made by who gives a question up', async () => {
    const done = resources.run('iotHub.createStorageAccount', { scope: resources.scope, groupName: 'plants' });
    await answers.answer(/^Name of the account/, 'unwanted');
    await answers.accept(/^Resource group$/);
    await answers.escape(/^Region$/);
    await done;

    assert.ok(!(await names()).includes('unwanted'));
    assert.equal(resources.ended.length, 1);
  });

  test('that the resource manager refuses are told of in its words', async () => {
    const newAccount = { ...account, name: 'localhub', location: 'westeurope', groupIsNew: false, sku: 'Standard_LRS' };
    await resources.run('iotHub.createStorageAccount', { scope: resources.scope, newAccount });
    assert.match(
      answers.told[0] ?? '',
      /^Create Storage Account: .*The storage account name 'localhub' is not available/,
    );
  });

  test('get containers whose names the service takes, and lose them once that is agreed to', async () => {
    const making = resources.run('iotHub.createContainer');
    await answers.pick(/^Storage account$/, /^plantexports$/);
    assert.ok(await answers.refusal(/^Its name\./, 'Back_up'));
    await answers.answer(/^Its name\./, 'backup');
    await making;
    assert.deepEqual(await containers(), ['backup']);
    const again = resources.run('iotHub.createContainer', row());
    await answers.escape(/^Its name\./);
    await again;
    const twice = resources.run('iotHub.createContainer', row());
    await answers.answer(/^Its name\./, 'spare');
    await twice;

    await resources.run('iotHub.deleteContainer', { ...row(), container: 'spare' });
    assert.match(answers.told[0] ?? '', /^Delete container spare of plantexports\? All files in it are lost/);
    assert.deepEqual(await containers(), ['backup', 'spare']);
    answers.button = 'Delete';
    const deleting = resources.run('iotHub.deleteContainer', row());
    await answers.pick(/^Container$/, /^spare$/);
    await deleting;
    assert.deepEqual(await containers(), ['backup']);
  });

  test('of more containers than a page lead to the one that is looked for', async () => {
    const done = resources.run('iotHub.loadMoreContainers');
    await answers.pick(/^Storage account$/, /^plantexports$/);
    assert.deepEqual(await answers.choices(/^Container$/), ['backup']);
    await answers.accept(/^Container$/);
    await done;
    assert.deepEqual(answers.told, []);
  });

  test('sign for a container with the rights and the time that were chosen, for the clipboard alone', async () => {
    answers.button = 'Copy';
    const done = resources.run('iotHub.copyContainerSas', { ...row(), container: 'backup' });
    await answers.pickMany(/^What whoever has it may do/, [/^Read$/, /^List$/]);
    await answers.pick(/^Expires after$/, /^1 hour$/);
    await done;
    const address = new URL(await vscode.env.clipboard.readText());
    assert.equal(address.searchParams.get('sp'), 'rl');
    assert.match(answers.told[0] ?? '', /^The address of a container with its SAS is a secret until it expires/);
    const signature = address.searchParams.get('sig') ?? assert.fail();
    assert.ok(!resources.world.state.text.includes(signature));

    const none = resources.run('iotHub.copyContainerSas', { ...row(), container: 'backup' });
    await answers.pickMany(/^What whoever has it may do/, []);
    await none;
    assert.equal(answers.told.length, 1);
  });

  test('give their connection string to the clipboard alone, and tell why they do not', async () => {
    answers.button = 'Copy';
    await resources.run('iotHub.copyStorageConnectionString', row());
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /AccountName=plantexports;AccountKey=/);
    assert.ok(!resources.world.state.text.includes(/AccountKey=(?<key>[^;]+)/.exec(text)?.groups?.['key'] ?? ''));

    const gone = { scope: resources.scope, account: { ...account, name: 'gone' } };
    await resources.run('iotHub.copyStorageConnectionString', gone);
    assert.match(answers.told.at(-1) ?? '', /^Copy Storage Connection String: It does not exist any more: .*gone/);
  });

  test('are prepared for an export, which writes the devices into a container', async () => {
    const { client } = await resources.world.connect();
    await client.createDevice('door-017');
    const done = resources.run('iotHub.prepareStorageForExport', row());
    await answers.pick(/^Container$/, /New Container…$/);
    await answers.answer(/^Its name\./, 'devices');
    await answers.pick(/^What to do with it/, /^Export Devices to It…$/);
    await answers.pick(/^All devices are exported/, /^Without keys$/);
    await done;

    assert.equal(answers.told.at(-1), 'The devices are in devices.txt in plantexports/devices.');
    assert.ok(!resources.world.state.text.includes('sig='));
  });

  test('are made with a container where an export asks for one of a subscription', async () => {
    const exportsTo = async () => {
      const exporting = resources.run('iotHub.exportToContainer');
      await answers.pick(/^Where the container is$/, /^Storage account of a subscription…$/);
      return { exporting };
    };
    const first = await exportsTo();
    await answers.pick(/^Storage account$/, /New Storage Account…$/);
    await answers.answer(/^Name of the account/, 'freshexports');
    await answers.pick(/^Resource group$/, /New Resource Group…$/);
    await answers.answer(/^Name of the new resource group/, 'fresh');
    await answers.pick(/^Region$/, /^West Europe$/);
    await answers.pick(/^How it keeps copies/, /^Standard_LRS$/);
    assert.deepEqual(await answers.choices(/^Container$/), ['$(add) New Container…']);
    await answers.pick(/^Container$/, /New Container…$/);
    await answers.answer(/^Its name\./, 'monday');
    await answers.pick(/^All devices are exported/, /^Without keys$/);
    await first.exporting;

    assert.equal(answers.told.at(-1), 'The devices are in devices.txt in freshexports/monday.');
    assert.equal(resources.ended[0], 'Create storage account freshexports: done');

    // Who leaves the question for the container has the account from then on, and nothing is exported.
    const second = await exportsTo();
    await answers.pick(/^Storage account$/, /^freshexports$/);
    assert.deepEqual(await answers.choices(/^Container$/), ['$(add) New Container…', 'monday']);
    await answers.escape(/^Container$/);
    await second.exporting;
    assert.equal(answers.told.length, 1);
    assert.ok(!resources.world.state.text.includes('sig='));
  });

  test('are deleted with the containers that are named, once their name was typed', async () => {
    const left = resources.run('iotHub.deleteStorageAccount', row());
    await answers.escape(/^With it go the containers backup, devices, .*Type plantexports to delete it/);
    await left;
    assert.ok((await names()).includes('plantexports'));

    const done = resources.run('iotHub.deleteStorageAccount');
    await answers.pick(/^Storage account$/, /^plantexports$/);
    const question = /Type plantexports to delete it/;
    assert.equal(await answers.refusal(question, 'plant'), 'Type plantexports, or press Escape to keep it.');
    await answers.answer(question, 'plantexports');
    await done;
    assert.ok(!(await names()).includes('plantexports'));
    assert.equal(resources.ended[0], 'Delete storage account plantexports: done');
  });
});
