import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deploymentText } from '../../src/ui/editors/deployment/deploymentText.ts';
import { previewText } from '../../src/ui/editors/deployment/previewText.ts';
import type { DeploymentPlace, DeploymentRequest, PlannedChange } from '../../src/domain/resources/deployments.ts';
import { DeploymentListNode } from '../../src/ui/tree/resources/deploymentListNode.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

const { signal } = new AbortController();

const template = (resources: readonly object[]) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { name: { type: 'string', metadata: { description: 'of the hub' } }, secret: { type: 'securestring' } },
  resources,
  outputs: {
    hub: { type: 'string', value: "[parameters('name')]" },
    connectionString: { type: 'string', value: 'HostName=x;SharedAccessKey=c2VjcmV0' },
  },
});

const hub = {
  type: 'Microsoft.Devices/IotHubs',
  apiVersion: '2023-06-30',
  name: "[parameters('name')]",
  location: 'westeurope',
  sku: { name: 'S1', capacity: 1 },
};

const hubId = "resourceId('Microsoft.Devices/IotHubs', parameters('name'))";
const key = `listKeys(${hubId}, '2023-06-30').value[0].primaryKey`;
const policy = ';SharedAccessKeyName=iothubowner;SharedAccessKey=';

const provisioningService = {
  type: 'Microsoft.Devices/provisioningServices',
  apiVersion: '2022-12-12',
  name: "[concat(parameters('name'), '-dps')]",
  location: 'westeurope',
  sku: { name: 'S1', capacity: 1 },
  dependsOn: [`[${hubId}]`],
  properties: {
    iotHubs: [
      {
        location: 'westeurope',
        connectionString: `[concat('HostName=', reference(${hubId}).hostName, '${policy}', ${key})]`,
      },
    ],
  },
};

suite('deployments', () => {
  let resources: ResourceWorld;
  let parent: DeploymentListNode;
  const previews: string[] = [];
  const shownNames: string[] = [];

  suiteSetup(async () => {
    resources = await ResourceWorld.start({
      deploymentDocuments: {
        showPreview: async (request: DeploymentRequest, changes: readonly PlannedChange[]) =>
          void previews.push(previewText(request, changes)),
        show: async (_: unknown, { name }: DeploymentPlace) => void shownNames.push(name),
      },
    });
    await resources.group('plant');
    parent = new DeploymentListNode(
      { id: 'plant', parent: undefined, item: () => new vscode.TreeItem('plant') },
      resources.scope,
      'plant',
    );
  });
  suiteTeardown(() => resources[Symbol.asyncDispose]());

  /** Runs the command with a document that is open, and answers until its mode is asked. */
  const deploy = async (answers: QuickAnswers, document: object, name: string, groupName = 'plant') => {
    const content = `// not saved\n${JSON.stringify(document)}`;
    const { fileName } = await vscode.workspace.openTextDocument({ language: 'json', content });
    const done = resources.run('iotHub.deployTemplate', { scope: resources.scope, groupName });
    await answers.pick(/^Template to deploy to /, new RegExp(`${fileName}$`));
    await answers.pick(/^Parameters of the template/, /^No file/);
    await answers.answer(/^Parameter name \(string\): of the hub/, name);
    await answers.answer(/^Parameter secret/, 'unseen');
    return { done };
  };

  test('of a template in the editor ask for what it needs, tell what they do, and make a hub that runs', async () => {
    using answers = new QuickAnswers();
    const { done } = await deploy(answers, template([hub]), 'planthub');
    await answers.pick(/^Mode/, /^Incremental/);
    await answers.answer(/^Name of the deployment/, 'first');
    await answers.pick(/^Deploy to plant\? 1 to create/, /^Deploy$/);
    await done;

    assert.deepEqual(resources.ended, ['Deploy first to plant: done']);
    assert.deepEqual(shownNames, ['first']);
    assert.match(previews.at(-1) ?? '', /Nothing was changed yet[^]*## Created\n\n- IotHubs\/planthub\n$/);
    assert.ok(resources.world.localHub.names.includes('planthub'));
    const made = resources.world.hubs.list().find(({ name }) => name === 'planthub');
    const { client } = (await made?.connect()) ?? assert.fail();
    await client.createDevice('door-1');
    const [row] = await parent.children(signal);
    assert.match(String(row?.item().description), /^Succeeded · /);
    assert.equal(row?.item().contextValue, 'deployment.ended');
  });

  test('make a provisioning service that is linked to their hub, and stands in its view at once', async () => {
    using answers = new QuickAnswers();
    await resources.group('gatehouse');
    const { done } = await deploy(answers, template([hub, provisioningService]), 'gatehub', 'gatehouse');
    await answers.pick(/^Mode/, /^Incremental/);
    await answers.answer(/^Name of the deployment/, 'gates');
    await answers.pick(/^Deploy to gatehouse\? 2 to create/, /^Deploy$/);
    await done;

    const { provisioningServices, hubs, localHub } = resources.world;
    const made = provisioningServices.list().find(({ name }) => name === 'gatehub-dps') ?? assert.fail();
    const { client, resource } = await made.connect();
    assert.deepEqual((await client.listEnrollments('group', { pageSize: 1 })).items, []);
    const gatehub = await hubs
      .list()
      .find(({ name }) => name === 'gatehub')
      ?.connect();
    assert.deepEqual(
      (await resource?.allocation())?.linkedHubs.map(({ hostName }) => hostName),
      [gatehub?.endpoint.hostName],
    );
    assert.doesNotMatch(previews.at(-1) ?? '', /SharedAccessKey=[^*]/);
    await (await resources.scope.resources.groups.delete('gatehouse')).ended();
    await localHub.takeStock();
    assert.ok(!provisioningServices.list().some(({ name }) => name === 'gatehub-dps'));
  });

  test('are shown with their outputs and steps, and without what is secret', async () => {
    const place = { resourceGroup: 'plant', name: 'first' };
    const { deployments } = resources.scope.resources;
    const text = deploymentText(await deployments.get(place, signal), await deployments.steps(place, signal));

    assert.match(text, /^# first in plant\n\nSucceeded · Incremental · took /);
    assert.match(text, /- hub \(string\): "planthub"/);
    assert.match(text, /- connectionString \(string\): "\*\*\*"/);
    assert.match(text, /- secret \(SecureString\): \*\*\*/);
    assert.match(text, /- IotHubs\/planthub: Succeeded, Created/);
    assert.doesNotMatch(text, /c2VjcmV0|unseen/);
  });

  test('are updated by one of the same name, after a look at what changes', async () => {
    using answers = new QuickAnswers();
    const { done } = await deploy(answers, template([{ ...hub, sku: { name: 'S1', capacity: 2 } }]), 'planthub');
    await answers.pick(/^Mode/, /^Incremental/);
    await answers.answer(/^Name of the deployment/, 'first');
    await answers.pick(/^Deploy to plant\? 1 to change/, /^Deploy$/);
    await done;

    assert.match(previews.at(-1) ?? '', /## Changed\n\n- IotHubs\/planthub\n  - sku\.capacity: 1 → 2/);
    const { resources: subscription } = resources.scope;
    assert.equal((await subscription.hubs.get({ resourceGroup: 'plant', name: 'planthub' })).units, 2);
    assert.equal((await subscription.deployments.list('plant')).length, 1);
  });

  test('that the resource manager refuses are told of in its words, before anything is asked to be done', async () => {
    using answers = new QuickAnswers();
    const before = resources.ended.length;
    const { done } = await deploy(answers, template([{ ...hub, sku: { name: 'S9', capacity: 1 } }]), 'brokenhub');
    await answers.pick(/^Mode/, /^Incremental/);
    await answers.answer(/^Name of the deployment/, 'broken');
    await done;

    assert.match(answers.told[0] ?? '', /^Deploy Template: .*is not valid [^]*InvalidSku: .*S9/);
    assert.equal(resources.ended.length, before);
  });

  test('are shown by who picks one, and not by who gives that up', async () => {
    using answers = new QuickAnswers();
    shownNames.length = 0;
    const done = resources.run('iotHub.showDeployment', { scope: resources.scope, groupName: 'plant' });
    assert.deepEqual(await answers.choices(/^Deployment$/), ['first · Succeeded']);
    await answers.accept(/^Deployment$/);
    await done;
    assert.deepEqual(shownNames, ['first']);

    const left = resources.run('iotHub.showDeployment');
    await answers.escape(/^Resource group$/);
    await left;
    assert.deepEqual(shownNames, ['first']);
  });

  test('that go on are cancelled once that is agreed to, and what was done stays', async () => {
    using answers = new QuickAnswers();
    const { deployments } = resources.scope.resources;
    const many = { ...hub, name: "[concat('many', copyIndex())]", copy: { name: 'hubs', count: 40 } };
    const document = { ...template([many]), parameters: {}, outputs: {} } as never;
    const place = { ...(await resources.group('crowd')), resourceGroup: 'crowd', name: 'many' };
    const operation = await deployments.create({ ...place, mode: 'Incremental', template: document, parameters: {} });
    const ended = assert.rejects(operation.ended(), /The operation failed with Canceled/);
    answers.button = 'Cancel Deployment';
    const deployment = await deployments.get(place);
    await resources.run('iotHub.cancelDeployment', { scope: resources.scope, deployment });

    await ended;
    assert.match(answers.told[0] ?? '', /^Cancel deployment many\? What it did until now stays/);
    assert.equal((await deployments.get(place)).state, 'Canceled');
    await resources.run('iotHub.cancelDeployment', { scope: resources.scope, deployment });
    assert.match(answers.told.at(-1) ?? '', /^Cancel Deployment: .*cannot be cancelled/);
    await resources.run('iotHub.cancelDeployment', place);
    assert.equal(answers.told.at(-1), 'crowd has no deployment of which this can be done.');
    await (await resources.scope.resources.groups.delete('crowd')).ended();
    await resources.world.localHub.takeStock();
  });

  test('that delete say what, and have the name of the group typed', async () => {
    using answers = new QuickAnswers();
    const { done } = await deploy(answers, template([]), 'unused');
    await answers.pick(/^Mode/, /^Complete/);
    await answers.answer(/^Name of the deployment/, 'second');
    const question = /^Deleted with all their data: IotHubs\/planthub\..*Type plant to deploy/;
    assert.equal(await answers.refusal(question, 'plan'), 'Type plant, or press Escape.');
    await answers.answer(question, 'plant');
    await done;

    assert.match(previews.at(-1) ?? '', /## DELETED, with all their data\n\n- IotHubs\/planthub/);
    assert.deepEqual(resources.world.localHub.names, ['contoso']);
  });

  test('that fail show what was the matter inside, and their record can be deleted', async () => {
    const { deployments } = resources.scope.resources;
    const place = { resourceGroup: 'plant', name: 'third' };
    const broken = { ...template([{ ...hub, sku: { name: 'S9' } }]), parameters: {}, outputs: {} };
    const document = JSON.parse(JSON.stringify(broken).replace("[parameters('name')]", 'brokenhub')) as typeof broken;
    const request = { ...place, mode: 'Incremental' as const, template: document as never, parameters: {} };
    await assert.rejects((await deployments.create(request, signal)).ended(signal), /InvalidSku/);

    const deployment = await deployments.get(place, signal);
    const text = deploymentText(deployment, await deployments.steps(place, signal));
    assert.match(text, /## What went wrong\n\n- DeploymentFailed: [^]*\n  - InvalidSku: /);
    assert.match(text, /## Steps that failed\n\n- IotHubs\/brokenhub: Failed, BadRequest\n  - InvalidSku: /);

    using answers = new QuickAnswers();
    answers.button = 'Delete';
    await resources.run('iotHub.deleteDeployment', { scope: resources.scope, deployment });
    assert.match(answers.told[0] ?? '', /^Delete deployment third\? .*What it deployed stays/);
    await assert.rejects(deployments.get(place, signal), /does not exist/);
  });
});
