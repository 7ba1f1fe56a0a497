import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { HubError } from '../../src/domain/hubError.ts';
import type { DeviceMove, MoveReason } from '../../src/domain/provisioning/deviceMove.ts';
import { usualPolicy } from '../../src/domain/provisioning/deviceMove.ts';
import type { Secret } from '../../src/domain/secret.ts';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import { planMove } from '../../src/domain/provisioning/planMove.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { DeviceMoves } from '../../src/ui/support/provisioning/deviceMoves.ts';
import { firstRegistrations } from '../../src/ui/support/provisioning/allRegistrations.ts';
import { hubsByHost } from '../../src/ui/support/provisioning/hubAt.ts';
import { reportText, reviewText } from '../../src/ui/support/provisioning/moveWords.ts';
import { type MoveServices, runMove } from '../../src/ui/support/provisioning/runMove.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { WatchedSimulator } from '../support/watchedSimulator.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { happens } from './jobWorld.ts';
import { MemoryState } from './memory.ts';

const doors: EnrollmentAddress = { kind: 'group', id: 'doors' };
const ofDoor: EnrollmentAddress = { kind: 'individual', id: 'door-1' };
const trigger = { kind: 'method', methodName: 'reprovision' } as const;

/** Tells of each step that it keeps. */
class ToldMoves extends DeviceMoves {
  readonly #kept = new vscode.EventEmitter<DeviceMove>();
  readonly onDidKeep = this.#kept.event;

  override async keep(move: DeviceMove): Promise<void> {
    await super.keep(move);
    this.#kept.fire(move);
  }
}

suite('moves of devices', () => {
  let world: HubWorld;
  let services: MoveServices & { readonly waits: Waits };
  let simulator: WatchedSimulator;
  let provisioning: ProvisioningClient;
  let contoso: HubClient;
  let fabrikam: HubClient;

  let moves: ToldMoves;

  suiteSetup(async () => {
    moves = new ToldMoves(new MemoryState());
    world = await HubWorld.startWithProvisioning();
    services = {
      hubs: world.hubs,
      waits: new Waits(world.log),
      log: world.log,
      deviceMoves: moves,
      enrollmentDocuments: { accept: () => undefined },
      provisioningTree: { refreshEnrollments: () => undefined },
      hubTree: { refresh: () => undefined },
    };
    const [first, second] = await Promise.all(world.hubs.list().map(hub => hub.connect()));
    assert.ok(first && second);
    [contoso, fabrikam] = [first.client, second.client];
    ({ client: provisioning } = await world.provisioningService.connect());
    await provisioning.createEnrollment(
      doors,
      newEnrollment('group', doors.id, { hub: first.endpoint.hostName, policy: 'never' }),
    );
    simulator = new WatchedSimulator(
      vscode.Uri.joinPath(extensionUnderTest().extensionUri, 'dist/simulator.js').fsPath,
    );
    await simulator.configure({ sendTelemetry: false });
    await simulate('door-1', 'door-2');
    const { etag } = await contoso.getTwin('door-1');
    await contoso.updateTwin({ deviceId: 'door-1' }, { tags: { floor: '3' } }, etag);
  });
  suiteTeardown(async () => {
    await simulator[Symbol.asyncDispose]();
    services.waits.dispose();
    await world[Symbol.asyncDispose]();
  });

  /** Devices of the group ask for their hub, and connect to it. */
  async function simulate(...ids: readonly string[]): Promise<void> {
    const { primaryKey } = await provisioning.enrollmentKeys(doors);
    await simulateWith(id => derivedKey(primaryKey, id), ...ids);
  }

  async function simulateWith(keyOf: (id: string) => Secret, ...ids: readonly string[]): Promise<void> {
    const { endpoint } = await world.provisioningService.connect();
    const { hostName } = endpoint;
    const { idScope = '' } = world.provisioningService;
    const devices = ids.map(registrationId => ({
      deviceId: registrationId,
      provisioning: { hostName, idScope, registrationId, proof: { symmetricKey: keyOf(registrationId).reveal() } },
    }));
    await simulator.process.ask('add', { devices, ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }) });
    await simulator.connected(...ids);
  }

  /** Who moves, and where to. `from` is the enrollment whose devices they are. */
  interface Plan {
    readonly from?: EnrollmentAddress;
    readonly to?: HubClient;
    readonly registrationId?: string;
    readonly quarantine?: DeviceMove;
  }

  /** Moves devices as the command does once all was asked, and gives the move as it ended. */
  async function move(reason: MoveReason, { from = doors, to, registrationId, quarantine }: Plan): Promise<DeviceMove> {
    const service = world.provisioningService;
    const record = await provisioning.getEnrollment(from);
    const all = await firstRegistrations({ service, address: from }, 100);
    const registrations = all.filter(state => registrationId === undefined || state.registrationId === registrationId);
    const device = registrationId === undefined ? {} : { registrationId };
    const planned = planMove(
      { serviceId: service.id, record, registrations, ...device, ...(quarantine ? { quarantine } : {}) },
      { reason, hub: to?.hostName ?? '', policy: usualPolicy(reason), trigger },
      new Date().toISOString(),
    );
    const done = await runMove(services, { service, address: planned.address }, planned);
    assert.equal(done.state, 'done');
    assert.deepEqual(services.deviceMoves.get({ service, address: planned.address }), done);
    await simulator.connected('door-1', 'door-2');
    return done;
  }

  test('to a closer hub take the twins along', async () => {
    const { devices } = await move('closerHub', { to: fabrikam });

    assert.deepEqual(
      devices.map(({ state }) => state),
      ['arrived', 'arrived'],
    );
    assert.deepEqual([await tagsOn(contoso), await tagsOn(fabrikam)], [undefined, { floor: '3' }]);
  });

  test('to a new solution take the twins along, and find devices that are there already', async () => {
    await move('newSolution', { to: contoso });
    const again = await move('newSolution', { to: contoso });

    assert.match(reviewText(again, await hubsByHost(world.hubs)), /No device is elsewhere now/);
    assert.deepEqual([await tagsOn(contoso), await tagsOn(fabrikam)], [{ floor: '3' }, undefined]);
  });

  test('of one device into quarantine and back leave the group and the twin as they were', async () => {
    const before = await provisioning.getEnrollment(doors);
    const quarantine = await move('quarantine', { to: fabrikam, registrationId: 'door-1' });
    assert.match(reviewText(quarantine, await hubsByHost(world.hubs)), /^1\. door-1 gets an enrollment of its own/);
    assert.deepEqual([await tagsOn(contoso), await tagsOn(fabrikam)], [undefined, { floor: '3' }]);
    assert.deepEqual(await tagsOn(contoso, 'door-2'), {});
    const own = await provisioning.getEnrollment(ofDoor);
    assert.deepEqual(own.iotHubs, [fabrikam.hostName]);

    const times = simulator.rows.get('door-1')?.assignments?.length ?? 0;
    const back = await move('back', { from: ofDoor, quarantine });
    assert.deepEqual(
      back.devices.map(({ state, problem }) => ({ state, problem })),
      [{ state: 'arrived', problem: undefined }],
    );
    // Once on the way back, and once when its own enrollment was gone.
    await simulator.until(() => simulator.rows.get('door-1')?.assignments?.length === times + 2);
    assert.deepEqual([await tagsOn(contoso), await tagsOn(fabrikam)], [{ floor: '3' }, undefined]);
    await assert.rejects(provisioning.getEnrollment(ofDoor), (error: unknown) =>
      HubError.is(error, 'enrollmentNotFound'),
    );
    assert.equal((await provisioning.getEnrollment(doors)).etag, before.etag);
    const registered = await firstRegistrations({ service: world.provisioningService, address: doors }, 100);
    assert.deepEqual(
      registered.map(({ registrationId }) => registrationId),
      ['door-1', 'door-2'],
    );
  });

  test('of a group into quarantine and back end with the policy that was before', async () => {
    const before = await provisioning.getEnrollment(doors);
    const quarantine = await move('quarantine', { to: fabrikam });
    assert.deepEqual(await tagsOn(fabrikam), { floor: '3' });

    await move('back', { quarantine });
    const after = await provisioning.getEnrollment(doors);
    assert.deepEqual(await tagsOn(contoso), { floor: '3' });
    assert.deepEqual([after.iotHubs, after.reprovisionPolicy], [before.iotHubs, before.reprovisionPolicy]);
  });

  test('to a new customer begin with the initial twin', async () => {
    await move('newCustomer', { to: fabrikam });

    assert.deepEqual([await tagsOn(contoso), await tagsOn(fabrikam)], [undefined, {}]);
  });

  test('of a device that has another id on its hub call it by that one', async () => {
    const from: EnrollmentAddress = { kind: 'individual', id: 'serial-4711' };
    const enrollment = newEnrollment('individual', from.id, { hub: contoso.hostName, policy: 'never' });
    await provisioning.createEnrollment(from, { ...enrollment, deviceId: 'gate' });
    const { primaryKey } = await provisioning.enrollmentKeys(from);
    await simulateWith(() => primaryKey, from.id);

    const { devices } = await move('closerHub', { from, to: fabrikam });
    assert.deepEqual(
      devices.map(({ registrationId, deviceId, state }) => [registrationId, deviceId, state]),
      [['serial-4711', 'gate', 'arrived']],
    );
    assert.deepEqual([await tagsOn(contoso, 'gate'), await tagsOn(fabrikam, 'gate')], [undefined, {}]);
  });

  test('report who did not arrive and why, and go on when it is there', async () => {
    await simulator.process.ask('stop', ['door-2']);
    const service = world.provisioningService;
    const planned = planMove(
      {
        serviceId: service.id,
        record: await provisioning.getEnrollment(doors),
        registrations: await firstRegistrations({ service, address: doors }, 100),
      },
      { reason: 'closerHub', hub: contoso.hostName, policy: 'migrate', trigger },
      new Date().toISOString(),
    );
    const moving = runMove(services, { service, address: doors }, planned);
    const report = async () => {
      const move = moves.get({ service, address: doors });
      return move ? (JSON.parse(reportText(move, await hubsByHost(world.hubs))) as Record<string, unknown>) : {};
    };
    await happens(moves.onDidKeep, () => {
      const [first, second] = moves.get({ service, address: doors })?.devices ?? [];
      return (first?.state === 'arrived' && second?.problem) || undefined;
    });
    const problem =
      '"door-2" is not connected, or does not listen to direct methods. Connect it, or wait for it with a connect timeout.';
    const left = { device: 'door-2', hub: 'fabrikam', asked: false, problem };
    assert.deepEqual((await report())['notArrived'], [left]);

    await simulate('door-2');
    await moving;
    const { to, state, notArrived } = await report();
    assert.deepEqual([to, state, notArrived], ['contoso', 'done', []]);
  });
});

/** The tags of a device on a hub; nothing if it is not there. */
async function tagsOn(hub: HubClient, deviceId = 'door-1'): Promise<object | undefined> {
  try {
    return (await hub.getTwin(deviceId)).tags ?? {};
  } catch (error) {
    if (HubError.is(error, 'deviceNotFound')) return undefined;
    throw error;
  }
}
