import assert from 'node:assert/strict';
import { planSwap, swapSide, swapSteps } from '../../src/domain/resources/swap.ts';
import { watchSteps } from '../../src/ui/support/azure/watchOperation.ts';
import { givenResources } from './givenResources.ts';
import { makeMachine } from './machineWizard.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import type { ResourceWorld } from './resourceWorld.ts';

suite('the swap of staging and production', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(given => ({ resources, answers } = given));

  const tagsOf = async (name: string) => (await resources.scope.resources.groups.get(name)).tags;
  const addressOf = async (group: string, machine: string) => {
    const found = await resources.scope.resources.groups.resourcesIn(group);
    const nic = found.find(({ name }) => name === `${machine}-nic`) ?? assert.fail();
    return (await resources.scope.resources.network.interface(nic.id)).addressId?.split('/').at(-1);
  };

  test('needs a second group', async () => {
    await resources.run('iotHub.swapDeployments', { scope: resources.scope, groupName: 'local' });
    assert.equal(answers.told[0], 'local is the only resource group here. Deploy to a second one first.');
  });

  test('is reviewed, and exchanges the tags and public addresses of two groups', async () => {
    const production = await resources.group('blue', { slot: 'production' });
    await resources.group('green', { slot: 'staging', build: '17' });
    await makeMachine(resources, 'blue', 'one');
    await makeMachine(resources, 'green', 'two');
    await makeMachine(resources, 'green', 'spare');
    const swap = async () => {
      const done = resources.run('iotHub.swapDeployments', production);
      await answers.pick(/^Resource group that changes places with blue/, /^green$/);
      await done;
    };

    await swap();
    const [review = ''] = answers.told;
    assert.match(
      review,
      /^Swap blue and green\? blue gets the tags slot=staging, build=17, and green gets slot=production\./,
    );
    assert.match(
      review,
      /networkInterfaces\/one-nic ↔ networkInterfaces\/spare-nic\. Each is out of reach for a moment/,
    );
    assert.match(review, /networkInterfaces\/two-nic: no partner in the same region, so the public address stays/);
    assert.match(review, /Azure Resource Manager has no call for this, so it is done step by step/);
    assert.deepEqual(await tagsOf('blue'), { slot: 'production' });

    answers.button = 'Swap';
    await swap();
    assert.deepEqual(await tagsOf('blue'), { slot: 'staging', build: '17' });
    assert.deepEqual(await tagsOf('green'), { slot: 'production' });
    assert.deepEqual([await addressOf('blue', 'one'), await addressOf('green', 'spare')], ['spare-ip', 'one-ip']);
    assert.equal(resources.ended[0], 'Swap blue and green: done');
  });

  test('that fails half-way is told of in the words of the resource manager, and what was done stays', async () => {
    const { groups } = resources.scope.resources;
    for (const name of ['red', 'amber']) await resources.group(name, { slot: name });
    const plan = planSwap(
      await swapSide(resources.scope.resources, 'red'),
      await swapSide(resources.scope.resources, 'amber'),
    );
    await (await groups.delete('amber')).ended();
    const swap = { title: 'Swap red and amber', scope: resources.scope, steps: swapSteps(plan) };

    await assert.rejects(watchSteps(resources.services, swap), /Resource group 'amber' could not be found/);
    assert.match(resources.ended[0] ?? '', /^Swap red and amber: .*Resource group 'amber' could not be found/);
    assert.deepEqual(await tagsOf('red'), { slot: 'amber' });
  });

  test('is not begun by who gives it up', async () => {
    const before = resources.ended;
    const done = resources.run('iotHub.swapDeployments');
    await answers.pick(/^Resource group$/, /^blue$/);
    await answers.escape(/^Resource group that changes places with blue/);
    await done;

    assert.deepEqual(resources.ended, before);
    assert.deepEqual(answers.told, []);
  });
});
