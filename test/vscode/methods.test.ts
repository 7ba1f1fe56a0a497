import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tally } from '../../src/domain/methodRun.ts';
import { DeviceEvents } from '../../src/ui/support/device/deviceEvents.ts';
import { MethodHistory } from '../../src/ui/support/method/methodHistory.ts';
import { RebootWatch } from '../../src/ui/support/method/rebootWatch.ts';
import { runMethod } from '../../src/ui/support/method/runMethod.ts';
import { runSummary } from '../../src/ui/support/method/runSummary.ts';
import { MethodListNode } from '../../src/ui/tree/methodListNode.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';

const lockDoor = {
  methodName: 'lockDoor',
  payload: { lockTime: '10m' },
  responseTimeoutInSeconds: 5,
  connectTimeoutInSeconds: 0,
};

suite('direct methods', () => {
  let world: HubWorld;
  const state = new MemoryState();
  const deviceEvents = new DeviceEvents();
  const methodHistory = new MethodHistory(state);

  suiteSetup(async () => {
    world = await HubWorld.start();
    await world.connectDevice('door-017', 'lockDoor');
    await world.connectDevice('door-018', 'rebootDevice');
    await (await world.connect()).client.createDevice('door-019');
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());

  function run(deviceIds: readonly string[], call = lockDoor, signal = new AbortController().signal) {
    const rebootWatch = new RebootWatch(deviceEvents, world.log);
    const counts: number[] = [];
    const parts = { methodHistory, rebootWatch, deviceEvents };
    const running = runMethod(
      parts,
      { hub: world.hub, targets: deviceIds.map(deviceId => ({ deviceId })), call },
      signal,
      count => counts.push(count),
    );
    return { rebootWatch, counts, running };
  }

  test('are called on many devices: one that is offline does not keep the others from it', async () => {
    const { running, counts } = run(['door-019', 'door-017']);
    const { answers } = await running;

    assert.deepEqual(
      answers.map(({ deviceId, outcome }) => [deviceId, outcome.kind]),
      [
        ['door-019', 'failed'],
        ['door-017', 'answered'],
      ],
    );
    assert.deepEqual(tally(answers), { answered: 1, refused: 0, offline: 1, failed: 0, cancelled: 0 });
    assert.deepEqual(counts, [1, 2]);
  });

  test('are called on modules, which are named with their device', async () => {
    const { client } = await world.connect();
    const camera = { deviceId: 'door-017', moduleId: 'camera' };
    await client.createModule(camera);
    const rebootWatch = new RebootWatch(deviceEvents, world.log);
    const order = { hub: world.hub, targets: [camera], call: { ...lockDoor, methodName: 'reboot' } };
    const parts = { methodHistory, rebootWatch, deviceEvents };
    const made = await runMethod(parts, order, new AbortController().signal, () => undefined);

    assert.equal(runSummary(made), 'door-017/camera: 1 offline');
    assert.deepEqual([made.answers[0]?.deviceId, made.answers[0]?.moduleId], ['door-017', 'camera']);
  });

  test('are kept in the history of their hub, also for the next start of the editor', async () => {
    const made = await run(['door-017']).running;

    assert.equal(runSummary(made), 'door-017 answered 200');
    assert.deepEqual(new MethodHistory(state).find(world.hub.id, made.id), made);
    const root = { id: world.hub.id, parent: undefined, item: () => new vscode.TreeItem('contoso') };
    const [newest] = new MethodListNode(root, world.hub, methodHistory).children();
    assert.equal(newest?.item().label, 'lockDoor');
  });

  test('tell that the devices may have changed', async () => {
    const changes: unknown[] = [];
    const listening = deviceEvents.onDidChange(change => changes.push(change));
    await run(['door-017']).running;
    listening.dispose();

    assert.deepEqual(changes, [{ hubId: 'local/contoso', deviceIds: ['door-017'] }]);
  });

  test('that are cancelled are not sent to those that wait', async () => {
    const { answers } = await run(['door-017', 'door-019'], lockDoor, AbortSignal.abort()).running;

    assert.deepEqual(
      answers.map(({ outcome }) => outcome),
      [
        { kind: 'cancelled', sent: false },
        { kind: 'cancelled', sent: false },
      ],
    );
  });

  test('that reboot a device await its report, until they are told not to', async () => {
    const { running, rebootWatch } = run(['door-018'], { ...lockDoor, methodName: 'rebootDevice' });
    await running;
    const target = { hub: world.hub, deviceId: 'door-018' };

    assert.equal(rebootWatch.isAwaited(target), true);
    rebootWatch.stop(target);
    assert.equal(rebootWatch.isAwaited(target), false);
  });

  test('that cannot reach the device do not await its reboot', async () => {
    const { running, rebootWatch } = run(['door-019'], { ...lockDoor, methodName: 'rebootDevice' });
    await running;

    assert.equal(rebootWatch.isAwaited({ hub: world.hub, deviceId: 'door-019' }), false);
  });
});

suite('the history of methods', () => {
  test('keeps the newest hundred, and no more text than the editor should carry', async () => {
    const state = new MemoryState();
    const history = new MethodHistory(state);
    const base = { hubId: 'local/contoso', hubName: 'contoso', call: lockDoor, startedTime: '', answers: [] };
    const long = { ...lockDoor, payload: 'x'.repeat(100_000) };
    for (let number = 0; number < 120; number++)
      await history.add({ ...base, id: String(number), call: number < 110 ? lockDoor : long });

    const runs = history.runs('local/contoso');
    assert.deepEqual([runs.length, runs[0]?.id, runs.at(-1)?.id], [100, '119', '20']);
    assert.ok(state.text.length < 600_000);
    assert.equal(new MethodHistory(state).runs('local/contoso')[0]?.id, '119');
  });

  test('has what was called in each of two windows', async () => {
    const state = new MemoryState();
    const [one, other] = [new MethodHistory(state), new MethodHistory(state)];
    const base = { hubId: 'local/contoso', hubName: 'contoso', call: lockDoor, startedTime: '', answers: [] };
    assert.deepEqual([ids(one), ids(other)], [[], []]);

    await one.add({ ...base, id: 'first' });
    await other.add({ ...base, id: 'second' });
    await one.add({ ...base, id: 'third' });
    for (const history of [one, other]) assert.deepEqual(ids(history), ['third', 'second', 'first']);
  });
});

function ids(history: MethodHistory): readonly string[] {
  return history.runs('local/contoso').map(({ id }) => id);
}
