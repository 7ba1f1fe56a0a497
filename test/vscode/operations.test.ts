import assert from 'node:assert/strict';
import { beginSteps, type OperationStep } from '../../src/domain/resources/operationStep.ts';
import { Operations } from '../../src/ui/support/azure/operations.ts';
import { watchOperation } from '../../src/ui/support/azure/watchOperation.ts';
import { OperationListNode } from '../../src/ui/tree/resources/operationListNode.ts';
import { givenResources } from './givenResources.ts';
import { makeMachine } from './machineWizard.ts';
import { pressingCancel } from './pressingCancel.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import type { ResourceWorld } from './resourceWorld.ts';

suite('operations of several steps', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  givenResources(given => ({ resources, answers } = given));

  /** Begins steps in a window that closes at once. */
  async function leave(title: string, steps: readonly OperationStep[]): Promise<void> {
    const window = new Operations(resources.world.operationParts(), resources.world.state);
    const left = window.followSteps(title, resources.scope, await beginSteps(resources.scope.resources, steps));
    window.dispose();
    await assert.rejects(left, { name: 'AbortError' });
  }

  /** Resolves when the one of this title has ended, or has ended so. */
  function ended(title: string, how?: 'done'): Promise<void> {
    return new Promise(resolve => {
      const listening = resources.operations.onDidEnd(record => {
        if (record.title !== title || (how === 'done' && record.failure !== undefined)) return;
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

  test('are driven by one window at a time, and the others see how they ended', async () => {
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    let drivers = 0;
    const ended = () => {
      drivers++;
      begun.resolve();
      return done.promise;
    };
    // Whoever goes on by this ticket fails.
    const driven = resources.operations.follow('Wait for ada', resources.scope.origin, { ticket: 'ada', ended });
    await begun.promise;
    const other = new Operations(resources.world.operationParts(), resources.world.state);
    const seen = new Promise<void>(resolve => other.onDidChange(resolve));
    other.resume();
    done.resolve();

    await driven;
    await seen;
    other.dispose();
    assert.equal(resources.ended[0], 'Wait for ada: done');
    assert.equal(drivers, 1);
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

  test('that fail once their machine is generalized leave what can only be captured, which is offered', async () => {
    await resources.group('dock');
    const machine = await makeMachine(resources, 'dock', 'winch');
    const image = { resourceGroup: 'sunk', name: 'winches', label: '' };
    await leave('Capture machine winch', [
      { kind: 'deallocate', machine },
      { kind: 'generalize', machine },
      // Its group is gone, as it may be by then.
      { kind: 'createImage', machine, image },
    ]);
    answers.button = ['Capture It…', 'Capture'];
    const captured = ended('Capture machine winch', 'done');
    resources.operations.resume();
    await answers.answer(/^Name of the image/, 'winches');
    await answers.accept(/^Label, kept as the tag/);
    await captured;

    assert.match(answers.told[0] ?? '', /^Capture machine winch: .*Resource group 'sunk' could not be found/);
    assert.equal(
      answers.told[1],
      'winch is stopped and generalized: it cannot be started, and its image is not made yet.',
    );
    assert.match(answers.told[2] ?? '', /^Capture winch\? /);
    const names = (await resources.scope.resources.images.list()).map(({ name }) => name);
    assert.ok(names.includes('winches'));
  });

  test('are left by who cancels their progress: they go on, tell their end, and do what is to be done then', async () => {
    const title = 'Delete resource group quay';
    const { scope, groupName } = await resources.group('quay');
    const mayEnd = Promise.withResolvers<void>();
    const begin = async (signal: AbortSignal) => {
      const deletion = await scope.resources.groups.delete(groupName, signal);
      return { ...deletion, ended: (asked?: AbortSignal) => mayEnd.promise.then(() => deletion.ended(asked)) };
    };
    const done: string[] = [];
    using _cancel = pressingCancel(title);
    const whenDone = async () => void done.push(...resources.ended);

    assert.equal(await watchOperation(resources.services, { title, scope, begin, whenDone }), false);
    assert.deepEqual(answers.told, [`${title}: it goes on. Its end stands under Operations.`]);
    assert.deepEqual([resources.ended[0], done], [`${title}: …`, []]);
    mayEnd.resolve();
    await answers.hears(/^Delete resource group quay: done\.$/);
    assert.equal(done[0], `${title}: done`);
  });

  test('that were left are watched again, by their row or without one', async () => {
    await resources.group('berth');
    const machine = await makeMachine(resources, 'berth', 'buoy');
    await leave('Delete machine buoy', [{ kind: 'deleteMachine', machine }]);
    const list = new OperationListNode(resources.operations);
    assert.equal(list.children()[0]?.item().contextValue, 'operation.running');
    const watching = resources.run('iotHub.watchOperation');
    await answers.pick(/^Operation that runs$/, /^Delete machine buoy$/);
    await watching;

    assert.equal(resources.ended[0], 'Delete machine buoy: done');
    assert.equal(list.children()[0]?.item().contextValue, 'operation.ended');
    await resources.run('iotHub.watchOperation', list.children()[0]);
    await resources.run('iotHub.watchOperation');
    assert.deepEqual(answers.told, ['No operation is running.']);
  });

  test('that run are remembered however many come after them, of the others the last fifty', async () => {
    const { state } = resources.world;
    const origin = { kind: 'azure', identityId: 'nobody', tenantId: 'nowhere' } as const;
    const records = Array.from({ length: 60 }, (_, index) => ({
      id: String(index),
      title: `Old ${index}`,
      origin,
      startedMs: 0,
      ticket: 'of somebody who is signed out',
      ...(index === 59 ? {} : { endedMs: 0 }),
    }));
    await state.update('azure.operations', records);
    const { groupName } = await resources.group('pier');
    const deletion = await resources.scope.resources.groups.delete(groupName);
    await resources.operations.follow('Delete resource group pier', resources.scope.origin, deletion);

    const titles = resources.operations.list().map(({ title }) => title);
    const kept = Array.from({ length: 49 }, (_, index) => `Old ${index}`);
    assert.deepEqual(titles, ['Delete resource group pier', ...kept, 'Old 59']);
    await state.update('azure.operations', []);
  });

  test('that have ended are cleared, and no others', async () => {
    await resources.run('iotHub.clearOperations');
    assert.deepEqual(resources.ended, []);
  });
});
