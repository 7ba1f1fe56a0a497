import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import type { DeploymentRequest } from '../../src/domain/resources/deployments.ts';
import { givenResources } from './givenResources.ts';
import { answerUpToKey, makeMachine, publicKey } from './machineWizard.ts';
import { HubWorld } from './hubWorld.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

suite('virtual machines', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(
    given => ({ resources, answers } = given),
    async () => ResourceWorld.of(await HubWorld.startWithProvisioning()),
  );

  const idsIn = async (group: string) =>
    (await resources.scope.resources.groups.resourcesIn(group)).map(({ id }) => id.split('/').slice(-2).join('/'));

  test('are made step by step, with a device application that a provisioning service gives its hub', async () => {
    const { client } = await resources.world.provisioningService.connect();
    const gates = { kind: 'group', id: 'gates' } as const;
    await client.createEnrollment(gates, newEnrollment('group', 'gates', { hub: '', policy: 'never' }));
    const sent: DeploymentRequest[] = [];
    const { deployments } = resources.scope.resources;
    const recording = {
      ...deployments,
      create: (request: DeploymentRequest) => {
        sent.push(request);
        return deployments.create(request);
      },
    };
    const target = await resources.group('plant');
    const scope = { ...target.scope, resources: { ...target.scope.resources, deployments: recording } };
    const done = resources.run('iotHub.createVirtualMachine', { ...target, scope });
    await answers.pick(/^What the machine is made of/, /^Ubuntu Server 24.04 LTS$/);
    await answers.pick(/^Region$/, /^West Europe$/);
    assert.equal(
      await answers.refusal(/^Name of the machine/, '-gate'),
      'A hyphen stands neither first nor last, and digits alone are no name.',
    );
    await answers.answer(/^Name of the machine/, 'gateway');
    const sizes = await answers.choices(/^Size: those that you may have in westeurope/);
    assert.equal(sizes[0], 'Standard_B1s · 1 vCPU, 1 GB, x64');
    await answers.pick(/^Size/, /^Standard_B1s$/);
    assert.match(await answers.refusal(/^User name of the administrator/, 'root'), /^1 to 32 lower-case/);
    await answers.answer(/^User name of the administrator/, 'operator');
    await answers.pick(/^Public SSH key of whoever/, /Paste a Public Key/);
    const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----';
    assert.match(await answers.refusal(/^Public SSH key: one line/, privateKey), /private key: it stays with you/);
    await answers.answer(/^Public SSH key: one line/, publicKey);
    assert.match(await answers.refusal(/^Address that may connect by SSH \(22\)/, 'anybody'), /^An address as 203/);
    await answers.answer(/^Address that may connect/, '203.0.113.7');
    await answers.pick(/^What it does when it first starts/, /^Install a Device Application/);
    await answers.pick(/^Enrollment of gate/, /^gates$/);
    await answers.pick(/^Edit the document/, /^Use the Document$/);
    const document = vscode.window.activeTextEditor?.document.getText() ?? '';
    await answers.pick(/^Create gateway with its network/, /^Create$/);
    await done;

    assert.match(document, /^#cloud-config\n[^]*"registrationId":"gateway","key":"\{\{device key\}\}"/);
    const key = derivedKey((await client.enrollmentKeys(gates)).primaryKey, 'gateway').reveal();
    const expected = Buffer.from(document.replace('{{device key}}', key)).toString('base64');
    assert.deepEqual(sent[0]?.parameters['customData'], { value: expected });
    assert.ok(!resources.world.state.text.includes(key));
    assert.deepEqual(resources.ended, ['Create machine gateway: done']);
    assert.equal(
      (await resources.scope.resources.machines.get({ resourceGroup: 'plant', name: 'gateway' })).power,
      'running',
    );
  });

  test('of Windows are made with a password, which is sent as a secret and stands nowhere else', async () => {
    const target = await resources.group('offices');
    const password = 'Three-Kinds-of-7';
    const done = resources.run('iotHub.createVirtualMachine', target);
    await answers.pick(/^What the machine is made of/, /^Another Operating System…$/);
    await answers.accept(/^Region$/);
    await answers.pick(/^Publisher$/, /^MicrosoftWindowsServer$/);
    await answers.accept(/^Offer: the family/);
    await answers.pick(/^SKU$/, /^2025-datacenter-azure-edition$/);
    await answers.accept(/^Version; latest/);
    const name = /^Name of the machine/;
    assert.match(await answers.refusal(name, 'a-name-of-16-char'), /15/);
    await answers.answer(name, 'desk');
    await answers.pick(/^Size/, /^Standard_B2s$/);
    const user = /^User name of the administrator/;
    assert.match(await answers.refusal(user, 'Administrator'), /^1 to 20 /);
    await answers.answer(user, 'Ada.Lovelace');
    const question = /^Password of the administrator; it is sent and not kept/;
    assert.match(await answers.refusal(question, 'too-simple-word'), /^12 to 123 characters, of three kinds/);
    await answers.answer(question, password);
    await answers.answer(/^Address that may connect by RDP \(3389\)/, '203.0.113.7');
    await answers.pick(/^Create desk with its network/, /^Create$/);
    await done;

    const { deployments, machines, groups } = resources.scope.resources;
    const machine = await machines.get({ resourceGroup: 'offices', name: 'desk' });
    assert.deepEqual([machine.power, machine.osType], ['running', 'Windows']);
    const deployment = await deployments.get({ resourceGroup: 'offices', name: 'machine-desk' });
    const kept = JSON.stringify([deployment, machine, await groups.resourcesIn('offices')]);
    for (const text of [kept, resources.world.state.text, ...answers.told]) assert.ok(!text.includes(password));
    assert.deepEqual(resources.ended[0], 'Create machine desk: done');
  });

  test('are not made by who gives a question up', async () => {
    const before = await idsIn('plant');
    const done = resources.run('iotHub.createVirtualMachine', { scope: resources.scope, groupName: 'plant' });
    await answers.pick(/^What the machine is made of/, /^Ubuntu/);
    await answers.accept(/^Region$/);
    await answerUpToKey(answers, 'unwanted');
    await answers.accept(/^Address that may connect/);
    await answers.escape(/^What it does when it first starts/);
    await done;

    assert.deepEqual(await idsIn('plant'), before);
    assert.deepEqual(answers.told, []);
  });

  test('are stopped once that is agreed to, and started, from the palette too', async () => {
    const target = await resources.group('power');
    const machine = await makeMachine(resources, 'power', 'engine');
    const powerOf = async () => (await resources.scope.resources.machines.get(machine)).power;

    await resources.run('iotHub.deallocateVirtualMachine', { scope: resources.scope, machine });
    assert.match(answers.told.at(-1) ?? '', /^Stop engine and give its place back\? What runs on it ends/);
    assert.equal(await powerOf(), 'running');
    answers.button = 'Deallocate';
    const stopping = resources.run('iotHub.deallocateVirtualMachine');
    await answers.pick(/^Resource group$/, /^power$/);
    await answers.pick(/^Virtual machine$/, /^engine$/);
    await stopping;
    assert.equal(await powerOf(), 'deallocated');

    const starting = resources.run('iotHub.startVirtualMachine', target);
    assert.deepEqual(await answers.choices(/^Virtual machine$/), ['engine · deallocated · Standard_B1s']);
    await answers.pick(/^Virtual machine$/, /^engine$/);
    await starting;
    assert.equal(await powerOf(), 'running');
    await resources.run('iotHub.startVirtualMachine', target);
    assert.equal(answers.told.at(-1), 'power has no machine of which this can be done.');
  });

  test('of a group that is gone are told of in the words of the resource manager', async () => {
    await resources.run('iotHub.deallocateVirtualMachine', { scope: resources.scope, groupName: 'nowhere' });
    assert.match(answers.told.at(-1) ?? '', /^Deallocate Virtual Machine: .*'nowhere' could not be found/);
  });

  test('are deleted with what was made for them, once their name was typed', async () => {
    const target = await resources.group('leaving');
    await makeMachine(resources, 'leaving', 'first');
    await makeMachine(resources, 'leaving', 'second');
    const done = resources.run('iotHub.deleteVirtualMachine', target);
    await answers.pick(/^Virtual machine$/, /^first$/);
    const question =
      /^With it go disks\/first_OsDisk, networkInterfaces\/first-nic, virtualNetworks\/first-vnet, networkSecurityGroups\/first-nsg, .*Type first to delete it/;
    assert.equal(await answers.refusal(question, 'second'), 'Type first, or press Escape to keep it.');
    await answers.answer(question, 'first');
    await done;

    assert.deepEqual(
      (await idsIn('leaving')).filter(id => id.includes('first')),
      [],
    );
    assert.equal((await idsIn('leaving')).filter(id => id.includes('second')).length, 6);
  });

  test('whose deletion fails half-way are told of in the words of the resource manager', async () => {
    const target = await resources.group('shared');
    const machine = await makeMachine(resources, 'shared', 'host');
    await joinNetwork('shared', 'host');
    const done = resources.run('iotHub.deleteVirtualMachine', { ...target, machine });
    await answers.answer(/Type host to delete it/, 'host');
    await done;

    const words = /virtualNetworks\/host-vnet cannot be deleted because it is in use by .*guest-nic/;
    assert.match(answers.told.at(-1) ?? '', words);
    assert.match(resources.ended[0] ?? '', words);
    assert.deepEqual(await idsIn('shared'), [
      'networkInterfaces/guest-nic',
      'networkSecurityGroups/host-nsg',
      'virtualNetworks/host-vnet',
    ]);
  });

  /** Something else of a group that uses the network of a machine. */
  async function joinNetwork(resourceGroup: string, machine: string): Promise<void> {
    const subnet = { id: `[resourceId('Microsoft.Network/virtualNetworks/subnets', '${machine}-vnet', 'default')]` };
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.Network/networkInterfaces',
          apiVersion: '2024-05-01',
          name: 'guest-nic',
          location: 'westeurope',
          properties: { ipConfigurations: [{ name: 'main', properties: { subnet } }] },
        },
      ],
    };
    const request = { resourceGroup, name: 'guest', mode: 'Incremental', template, parameters: {} } as const;
    await (await resources.scope.resources.deployments.create(request)).ended();
  }
});
