import assert from 'node:assert/strict';
import { beginSteps, type OperationStep } from '../../src/domain/resources/operationStep.ts';
import { Operations } from '../../src/ui/support/azure/operations.ts';
import { givenResources } from './givenResources.ts';
import { makeMachine } from './machineWizard.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import type { ResourceWorld } from './resourceWorld.ts';

suite('operations of several steps', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(given => ({ resources, answers } = given));

  /** Begins steps in a window that closes at once. */
  async function leave(title: string, steps: readonly OperationStep[]): Promise<void> {
    const { localHub, accounts: azureAccounts, log, state } = resources.world;
    const window = new Operations({ localHub, azureAccounts, log }, state);
    const left = window.followSteps(title, resources.scope, await beginSteps(resources.scope.resources, steps));
    window.dispose();
    await assert.rejects(left, { name: 'AbortError' });
  }

  /** Resolves when the one of this title has ended. */
  function ended(title: string): Promise<void> {
    return new Promise(resolve => {
      const listening = resources.operations.onDidEnd(record => {
        if (record.title !== title) return;
        listening.dispose();
        resolve();
      });
    });
  }

  test('go on in the next window: a machine that was deleted takes its network with it', async () => {
    await resources.group('plant');
    const machine = await makeMachine(resources, 'plant', 'gateway');
    const { groups } = resources.scope.resources;
    const networks = (await groups.resourcesIn('plant')).filter(({ tags }) => tags['madeFor'] === 'gateway');
    const order = networks.toSorted((one, other) => other.type.localeCompare(one.type));
    await leave('Delete machine gateway', [
      { kind: 'deleteMachine', machine },
      ...order.map(({ id }) => ({ kind: 'deleteNetworkPart' as const, id })),
    ]);
    assert.deepEqual(resources.ended, ['Delete machine gateway: …']);
    const { state } = resources.world.localHub;
    assert.ok(state.kind === 'running');
    const { token } = await state.resources.management.tokens.getToken({ scope: '' });
    assert.ok(!resources.world.state.text.includes(token.reveal()));

    const done = ended('Delete machine gateway');
    resources.operations.resume();
    await done;
    assert.deepEqual(resources.ended, ['Delete machine gateway: done']);
    assert.deepEqual(await groups.resourcesIn('plant'), []);
  });

  test('go on when their hub runs again: a machine is captured to the end', async () => {
    await resources.group('mill');
    const machine = await makeMachine(resources, 'mill', 'mould');
    const { localHub } = resources.world;
    const image = { resourceGroup: 'mill', name: 'many', label: '' };
    await leave('Capture machine mould', [
      { kind: 'deallocate', machine },
      { kind: 'generalize', machine },
      { kind: 'createImage', machine, image },
    ]);
    const done = ended('Capture machine mould');
    await localHub.stop();
    await localHub.start();
    await done;

    assert.equal(resources.ended[0], 'Capture machine mould: done');
    assert.deepEqual(
      (await resources.scope.resources.images.list()).map(({ name }) => name),
      ['many'],
    );
  });

  test('that fail leave a machine that can be started, which is offered', async () => {
    await resources.group('yard');
    const machine = await makeMachine(resources, 'yard', 'crane');
    // Without being generalized first, as it was: the image is refused.
    await leave('Capture machine crane', [
      { kind: 'deallocate', machine },
      { kind: 'createImage', machine, image: { resourceGroup: 'yard', name: 'cranes', label: '' } },
    ]);
    answers.button = 'Start It';
    const started = ended('Start machine crane');
    resources.operations.resume();
    await started;

    assert.match(answers.told[0] ?? '', /^Capture machine crane: .*The VM 'crane' is not generalized/);
    assert.equal(answers.told[1], 'crane was not captured, and is stopped.');
    const { power } = await resources.scope.resources.machines.get(machine);
    assert.equal(power, 'running');
  });

  test('that have ended are cleared, and no others', async () => {
    await resources.run('iotHub.clearOperations');
    assert.deepEqual(resources.ended, []);
  });
});
