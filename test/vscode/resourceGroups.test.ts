import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { resourceGroupText } from '../../src/ui/editors/resourceGroups.ts';
import type { ResourceScope } from '../../src/ui/support/azure/resourceScope.ts';
import { givenResources } from './givenResources.ts';
import { HubWorld } from './hubWorld.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

suite('resource groups', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;
  const shown: unknown[] = [];

  givenResources(
    given => ({ resources, answers } = given),
    async () => {
      const world = await HubWorld.start();
      const resourceTree = { refresh: (node: unknown) => void shown.push(node) };
      const show = async (scope: ResourceScope, name: string) =>
        void shown.push(JSON.parse(await resourceGroupText(scope, name, world.operationParts())));
      return ResourceWorld.of(world, { resourceTree, resourceGroups: { show } });
    },
  );

  const names = async () => (await resources.scope.resources.groups.list()).map(({ name }) => name);

  test('are made with a label and a description, as hosted services were', async () => {
    const done = resources.run('iotHub.createResourceGroup');
    assert.equal(await answers.refusal(/^Name$/, 'local'), 'There is a resource group of this name.');
    assert.equal(await answers.refusal(/^Name$/, 'gates.'), 'A dot does not stand last.');
    await answers.answer(/^Name$/, 'gates');
    await answers.pick(/^Region$/, /^West Europe$/);
    await answers.answer(/^Label, kept as the tag/, 'Gates of the south');
    await answers.answer(/^Description, kept as the tag/, 'Doors, and what moves them');
    await done;

    const { location, tags } = await resources.scope.resources.groups.get('gates');
    assert.equal(location, 'westeurope');
    assert.deepEqual(tags, { label: 'Gates of the south', description: 'Doors, and what moves them' });
  });

  test('are not made by who gives a question up', async () => {
    const done = resources.run('iotHub.createResourceGroup', { scope: resources.scope });
    await answers.answer(/^Name$/, 'unwanted');
    await answers.escape(/^Region$/);
    await done;
    assert.ok(!(await names()).includes('unwanted'));
  });

  test('that the resource manager refuses are told of in its words', async () => {
    const group = { name: 'mars', location: 'mars', tags: {} };
    await resources.run('iotHub.createResourceGroup', { scope: resources.scope, group });
    assert.match(answers.told[0] ?? '', /^Create Resource Group: The resource manager refused the request: .*mars/);
  });

  test('are shown with their tags and what is in them', async () => {
    shown.length = 0;
    const done = resources.run('iotHub.showResourceGroup');
    await answers.pick(/^Resource group$/, /^gates$/);
    await done;
    await resources.run('iotHub.showResourceGroup', { scope: resources.scope, groupName: 'local' });

    const [gates, local] = shown as readonly { readonly resources: readonly { readonly name: string }[] }[];
    assert.deepEqual(
      { ...gates, id: '' },
      {
        id: '',
        name: 'gates',
        location: 'westeurope',
        tags: { label: 'Gates of the south', description: 'Doors, and what moves them' },
        state: 'Succeeded',
        resources: [],
      },
    );
    assert.ok(local?.resources.some(({ name }) => name === 'contoso'));
  });

  test('can be in the locations of the subscription, whose names are copied', async () => {
    const done = resources.run('iotHub.listLocations');
    await answers.pick(/^Locations: pick one/, /^North Europe$/);
    await done;
    assert.equal(await vscode.env.clipboard.readText(), 'northeurope');

    const before = resources.run('iotHub.listLocations', { scope: resources.scope });
    await answers.escape(/^Locations: pick one/);
    await before;
    assert.equal(await vscode.env.clipboard.readText(), 'northeurope');
  });

  test('have an id that is copied, as what is in them', async () => {
    const done = resources.run('iotHub.copyResourceId');
    await answers.pick(/^Resource group$/, /^gates$/);
    await done;
    const id = `/subscriptions/${resources.scope.subscriptionId}/resourceGroups/gates`;
    assert.equal(await vscode.env.clipboard.readText(), id);

    await resources.run('iotHub.copyResourceId', { resourceId: `${id}/providers/Microsoft.Devices/IotHubs/contoso` });
    assert.match(await vscode.env.clipboard.readText(), /IotHubs\/contoso$/);
  });

  test('are shown anew: all of them, one, or that of a row that says why it could not be read', async () => {
    shown.length = 0;
    const parent = { children: () => [] };
    await resources.run('iotHub.refreshResources');
    await resources.run('iotHub.refreshResources', parent);
    await resources.run('iotHub.refreshResources', { parent });
    assert.deepEqual(shown, [undefined, parent, parent]);
  });

  test('are deleted with what is named, once their name was typed, and not otherwise', async () => {
    const account = {
      name: 'gateexports',
      resourceGroup: 'gates',
      location: 'westeurope',
      sku: 'Standard_LRS',
    } as const;
    await (await resources.scope.resources.storage.create(account)).ended();
    const question = /^With it go gateexports \(storageAccounts\), with all their data\. .*Type gates to delete it/;
    const left = resources.run('iotHub.deleteResourceGroup', { scope: resources.scope, groupName: 'gates' });
    await answers.escape(question);
    await left;
    assert.ok((await names()).includes('gates'));

    const done = resources.run('iotHub.deleteResourceGroup');
    await answers.pick(/^Resource group$/, /^gates$/);
    assert.equal(await answers.refusal(question, 'gate'), 'Type gates, or press Escape to keep it.');
    await answers.answer(question, 'gates');
    await done;
    assert.deepEqual(await names(), ['local']);
    assert.deepEqual(resources.ended, ['Delete resource group gates: done']);
  });

  test('that are empty say so before they are deleted', async () => {
    const empty = await resources.group('yard');
    const done = resources.run('iotHub.deleteResourceGroup', empty);
    await answers.answer(/^It is empty\. This can't be undone\. Type yard to delete it\.$/, 'yard');
    await done;
    assert.deepEqual(await names(), ['local']);
  });

  test('that are gone are told of', async () => {
    await resources.run('iotHub.deleteResourceGroup', { scope: resources.scope, groupName: 'gates' });
    assert.match(answers.told[0] ?? '', /^Delete Resource Group: .*Resource group 'gates' could not be found/);
  });
});
