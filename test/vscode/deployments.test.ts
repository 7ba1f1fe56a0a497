import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deleteDeployment } from '../../src/ui/commands/deployment/deleteDeployment.ts';
import { deployTemplate } from '../../src/ui/commands/deployment/deployTemplate.ts';
import { deploymentText } from '../../src/ui/editors/deployment/deploymentText.ts';
import { previewText } from '../../src/ui/editors/deployment/previewText.ts';
import type { DeploymentRequest, PlannedChange } from '../../src/domain/resources/deployments.ts';
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

suite('deployments', () => {
  let resources: ResourceWorld;
  let parent: DeploymentListNode;
  const previews: string[] = [];

  suiteSetup(async () => {
    resources = await ResourceWorld.start({
      deploymentDocuments: {
        showPreview: async (request: DeploymentRequest, changes: readonly PlannedChange[]) =>
          void previews.push(previewText(request, changes)),
      },
    });
    await resources.scope.resources.groups.create({ name: 'plant', location: 'westeurope', tags: {} });
    parent = new DeploymentListNode(
      { id: 'plant', parent: undefined, item: () => new vscode.TreeItem('plant') },
      resources.scope,
      'plant',
    );
  });
  suiteTeardown(() => resources[Symbol.asyncDispose]());

  /** Runs the command with a document that is open, and answers until its mode is asked. */
  const deploy = async (answers: QuickAnswers, document: object, name: string) => {
    const content = `// not saved\n${JSON.stringify(document)}`;
    const { fileName } = await vscode.workspace.openTextDocument({ language: 'json', content });
    const done = deployTemplate.run(resources.services, { scope: resources.scope, groupName: 'plant' });
    await answers.pick(/^Template to deploy to plant/, new RegExp(`${fileName}$`));
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

    assert.match(previews.at(-1) ?? '', /Nothing was changed yet[^]*## Created\n\n- IotHubs\/planthub\n$/);
    assert.ok(resources.world.localHub.names.includes('planthub'));
    const made = resources.world.hubs.list().find(({ name }) => name === 'planthub');
    const { client } = (await made?.connect()) ?? assert.fail();
    await client.createDevice('door-1');
    const [row] = await parent.children(signal);
    assert.match(String(row?.item().description), /^Succeeded · /);
    assert.equal(row?.item().contextValue, 'deployment.ended');
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
    await deleteDeployment.run(resources.services, { scope: resources.scope, deployment });
    assert.match(answers.told[0] ?? '', /^Delete deployment third\? .*What it deployed stays/);
    await assert.rejects(deployments.get(place, signal), /does not exist/);
  });
});
