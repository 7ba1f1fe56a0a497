import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Machine, OwnImage } from '../../src/domain/resources/compute.ts';
import { givenResources } from './givenResources.ts';
import { answerUpToKey, makeMachine } from './machineWizard.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import type { ResourceWorld } from './resourceWorld.ts';

const blobUri = 'https://account.blob.core.windows.net/vhds/mycentos.vhd';

suite('images of machines', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(given => ({ resources, answers } = given));

  const images = () => resources.scope.resources.images.list();
  const stateOf = async (machine: Machine) => {
    const { power, isGeneralized } = await resources.scope.resources.machines.get(machine);
    return [power, isGeneralized];
  };
  const rowOf = (machine: Machine) => ({ scope: resources.scope, machine });

  /** An image of a blob, without its questions. */
  async function addImage(resourceGroup: string, name: string): Promise<OwnImage> {
    const image = { resourceGroup, name, location: 'westeurope', label: '', blobUri } as const;
    const { images: own } = resources.scope.resources;
    await (await own.create({ ...image, osType: 'Linux', osState: 'Generalized' })).ended();
    return (await images()).find(each => each.name === name) ?? assert.fail();
  }

  async function answerCapture(as: RegExp, name: string): Promise<void> {
    await answers.pick(/^As what it is captured/, as);
    if (String(as).includes('Specialized')) await answers.accept(/^Gallery; it is made/);
    await answers.answer(/^Name of the image/, name);
    if (String(as).includes('Specialized')) await answers.accept(/^Version of the image/);
    await answers.answer(/^Label, kept as the tag/, 'Gold');
    if (String(as).includes('Specialized')) await answers.accept(/^Description of the image/);
  }

  test('of operating systems are found by region, publisher, family and SKU, and the name of one is copied', async () => {
    const done = resources.run('iotHub.listOperatingSystems');
    await answers.pick(/^Region$/, /^West Europe$/);
    await answers.pick(/^Publisher$/, /^Canonical$/);
    await answers.pick(/^Offer: the family/, /^ubuntu-24_04-lts$/);
    await answers.pick(/^SKU$/, /^server$/);
    assert.deepEqual(await answers.choices(/^Version; latest/), [
      'latest',
      '24.04.202506180',
      '24.04.202501210',
      '24.04.202410170',
    ]);
    await answers.accept(/^Version; latest/);
    await done;

    assert.equal(await vscode.env.clipboard.readText(), 'Canonical:ubuntu-24_04-lts:server:latest');
    assert.match(answers.told[0] ?? '', /^Copied Canonical:ubuntu-24_04-lts:server:latest\. /);
  });

  test('are told how to be made where there is none', async () => {
    await resources.run('iotHub.listImages');
    assert.match(answers.told[0] ?? '', /^There are no images yet\. Add OS Image… makes one of a blob/);
  });

  test('are made of a blob, whose address has no signature', async () => {
    await resources.group('blobs');
    const done = resources.run('iotHub.addOsImage');
    await answers.pick(/^Resource group$/, /^blobs$/);
    assert.match(await answers.refusal(/^Name of the image/, '-centos'), /^A letter or a digit stands first/);
    await answers.answer(/^Name of the image/, 'mycentos');
    await answers.answer(/^Label, kept as the tag/, 'My CentOS');
    await answers.pick(/^Operating system on the disk/, /^Linux$/);
    await answers.pick(/^State of the disk/, /^Generalized$/);
    const question = /^Address of the blob with its VHD/;
    assert.match(await answers.refusal(question, `${blobUri}?sig=c2VjcmV0`), /signature/);
    await answers.answer(question, blobUri);
    await answers.accept(/^Region$/);
    await done;

    const [image] = await images();
    assert.deepEqual(
      [image?.name, image?.label, image?.osState, image?.mediaLink],
      ['mycentos', 'My CentOS', 'Generalized', blobUri],
    );
    assert.deepEqual(resources.ended, ['Add image mycentos: done']);
  });

  test('that the resource manager refuses are told of in its words', async () => {
    const gone = await resources.group('gone');
    const done = resources.run('iotHub.addOsImage', gone);
    await answers.answer(/^Name of the image/, 'late');
    await answers.accept(/^Label, kept as the tag/);
    await answers.accept(/^Operating system on the disk/);
    await answers.accept(/^State of the disk/);
    await (await resources.scope.resources.groups.delete('gone')).ended();
    await answers.answer(/^Address of the blob/, blobUri);
    await answers.accept(/^Region$/);
    await done;

    assert.match(answers.told[0] ?? '', /^Add OS Image: .*Resource group 'gone' could not be found/);
  });

  test('are listed with what can be done: their id, a machine, their deletion', async () => {
    const done = resources.run('iotHub.listImages');
    assert.deepEqual(await answers.choices(/^Images that were made in This machine/), [
      'mycentos · Linux · Generalized · westeurope · managed image',
    ]);
    await answers.accept(/^Images that were made/);
    await answers.pick(/^mycentos$/, /^Copy Resource Id$/);
    await done;
    assert.match(await vscode.env.clipboard.readText(), /\/images\/mycentos$/);

    const deleting = resources.run('iotHub.listImages');
    await answers.accept(/^Images that were made/);
    await answers.pick(/^mycentos$/, /^Delete Image…$/);
    await deleting;
    assert.match(answers.told.at(-1) ?? '', /^Delete image mycentos\? No machine can be made of it any more/);
    assert.equal((await images()).length, 1);
  });

  test('make machines, and what is refused or fails half-way is told of in the words of the resource manager', async () => {
    const image = await addImage('blobs', 'shortlived');
    const { images: own, groups } = resources.scope.resources;
    const done = resources.run('iotHub.listImages');
    await answers.pick(/^Images that were made/, /^shortlived$/);
    await answers.pick(/^shortlived$/, /^Create Virtual Machine…$/);
    await answerUpToKey(answers, 'half');
    await answers.answer(/^Address that may connect/, '');
    await (await own.delete(image)).ended();
    const lastQuestion = /^What it does when it first starts/;
    await answers.pick(lastQuestion, /^Nothing More$/);
    await answers.choices(lastQuestion);
    assert.match(answers.told.at(-1) ?? '', /^Checking machine half: The resource manager refused.*shortlived/);

    await addImage('blobs', 'shortlived');
    await answers.pick(lastQuestion, /^Nothing More$/);
    const review = /^Create half with its network/;
    await answers.choices(review);
    await (await own.delete(image)).ended();
    await answers.pick(review, /^Create$/);
    await done;
    const words = /DeploymentFailed: [^]*NotFound: The entity was not found: .*shortlived/;
    assert.match(answers.told.at(-1) ?? '', words);
    assert.match(resources.ended[0] ?? '', words);
    const left = (await groups.resourcesIn('blobs')).map(({ name }) => name);
    assert.deepEqual(left.toSorted(), ['half-nsg', 'half-vnet', 'mycentos']);
  });

  test('are specialized while their machine goes on, and its clones are warned of', async () => {
    await resources.group('copies');
    const machine = await makeMachine(resources, 'copies', 'golden');
    answers.button = 'Capture';
    const done = resources.run('iotHub.captureVirtualMachine', rowOf(machine));
    await answerCapture(/^Specialized/, 'goldimage');
    await done;
    assert.match(
      answers.told[0] ?? '',
      /^Capture golden\? .*A device key there makes every machine of the image the same/,
    );
    assert.deepEqual(await stateOf(machine), ['running', false]);
    const image = (await images()).find(each => each.kind === 'galleryVersion');
    assert.deepEqual([image?.name, image?.osState, image?.label], ['images/goldimage/1.0.0', 'Specialized', 'Gold']);

    const target = { scope: resources.scope, groupName: 'copies', resourceId: image?.id };
    await resources.run('iotHub.createVirtualMachine', target);
    assert.match(answers.told.at(-1) ?? '', /^Make a machine of a specialized image\? .*every key on its disk/);
    answers.button = 'Go On';
    const cloning = resources.run('iotHub.createVirtualMachine', target);
    await answers.answer(/^Name of the machine/, 'clone');
    await answers.accept(/^Size/);
    await answers.answer(/^Address that may connect/, '');
    await answers.pick(/^Create clone with its network/, /^Create$/);
    await cloning;
    const clone = await resources.scope.resources.machines.get({ resourceGroup: 'copies', name: 'clone' });
    assert.equal(clone.power, 'running');
  });

  test('are generalized of a machine that is stopped for good, and make others', async () => {
    const machine = await makeMachine(resources, 'copies', 'mould');
    answers.button = 'Capture';
    const done = resources.run('iotHub.captureVirtualMachine', rowOf(machine));
    await answerCapture(/^Generalized/, 'many');
    await done;
    assert.match(answers.told[0] ?? '', /The machine is stopped and can never be started again/);
    assert.deepEqual(await stateOf(machine), ['deallocated', true]);
    await resources.run('iotHub.startVirtualMachine', rowOf(machine));
    assert.match(answers.told.at(-1) ?? '', /^Start Virtual Machine: .*since the VM is generalized/);

    const making = resources.run('iotHub.createVirtualMachine', { scope: resources.scope, groupName: 'copies' });
    await answers.pick(/^What the machine is made of/, /^An Image That Was Made Here/);
    await answers.pick(/^Images that were made/, /^many$/);
    await answerUpToKey(answers, 'cast');
    await answers.answer(/^Address that may connect/, '');
    await answers.pick(/^What it does when it first starts/, /^Nothing More$/);
    await answers.pick(/^Create cast with its network/, /^Create$/);
    await making;
    assert.ok(await resources.scope.resources.machines.get({ resourceGroup: 'copies', name: 'cast' }));
  });

  test('are not made by who gives a question up, or does not agree', async () => {
    const machine = await makeMachine(resources, 'copies', 'kept');
    const before = (await images()).length;
    const left = resources.run('iotHub.captureVirtualMachine', rowOf(machine));
    await answers.escape(/^As what it is captured/);
    await left;
    const refused = resources.run('iotHub.captureVirtualMachine', rowOf(machine));
    await answerCapture(/^Generalized/, 'unwanted');
    await refused;

    assert.equal((await images()).length, before);
    assert.deepEqual(await stateOf(machine), ['running', false]);
  });

  test('are deleted once that is agreed to', async () => {
    answers.button = 'Delete';
    for (const image of await images()) {
      await resources.run('iotHub.deleteImage', { scope: resources.scope, resourceId: image.id });
    }
    assert.deepEqual(await images(), []);
  });
});
