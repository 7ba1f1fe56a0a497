import assert from 'node:assert/strict';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import { mapConcurrently } from '../../src/domain/mapConcurrently.ts';
import type { EnrollmentAddress, EnrollmentKind } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { provisionDevice } from '../../src/simulator/provisioning/provisionDevice.ts';
import { loadMoreEnrollments } from '../../src/ui/commands/provisioning/loadMoreEnrollments.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { LoadMoreNode } from '../../src/ui/tree/loadMoreNode.ts';
import { ProvisioningServiceNode } from '../../src/ui/tree/provisioning/provisioningServiceNode.ts';
import type { TreeNode } from '../../src/ui/tree/treeNode.ts';
import { HubWorld } from './hubWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';

/** A page of the view has 100 rows. */
const count = 104;
const atOnce = 26;
const doors: EnrollmentAddress = { kind: 'group', id: 'group-001' };
const { signal } = new AbortController();

suite('long lists of a provisioning service', () => {
  let world: HubWorld;
  let client: ProvisioningClient;
  let node: ProvisioningServiceNode;
  let services: Services;
  const shownAgain: (TreeNode | undefined)[] = [];

  suiteSetup(async () => {
    world = await HubWorld.startWithProvisioning();
    ({ client } = await world.provisioningService.connect());
    await mapConcurrently(numbered('group'), atOnce, id => create('group', id));
    await mapConcurrently(numbered('gate'), atOnce, id => create('individual', id));
    await register(numbered('door'));
    node = new ProvisioningServiceNode(world.provisioningService, {
      hubs: world.hubs,
      showAgain: shown => shownAgain.push(shown),
    });
    services = {
      provisioningServices: world.provisioningServices,
      provisioningTree: { nodeOf: () => node },
      waits: new Waits(world.log),
    } as unknown as Services;
  });
  suiteTeardown(async () => {
    services.waits.dispose();
    await world[Symbol.asyncDispose]();
  });

  const create = (kind: EnrollmentKind, id: string) =>
    client.createEnrollment({ kind, id }, newEnrollment(kind, id, { hub: '', policy: 'never' }));

  /** Lets devices of a group ask for their hub, as their own processes do. */
  async function register(ids: readonly string[]): Promise<void> {
    const { endpoint } = await world.provisioningService.connect();
    const { primaryKey } = await client.enrollmentKeys(doors);
    const { hostName, ca = '' } = endpoint;
    const { idScope = '' } = world.provisioningService;
    await mapConcurrently(ids, ids.length, registrationId => {
      const proof = { symmetricKey: derivedKey(primaryKey, registrationId).reveal() };
      return provisionDevice({ hostName, ca, idScope, registrationId, proof, apiVersion: '2019-03-31' }, signal);
    });
  }

  /** The group whose devices have asked. */
  const group = () =>
    node.groups.loaded?.find(({ address }) => address.id === doors.id) as (TreeNode & { loaded?: unknown }) | undefined;

  for (const [name, prefix, list] of [
    ['groups', 'group', () => node.groups],
    ['individual enrollments', 'gate', () => node.individuals],
    ['registrations of a group', 'door', group],
  ] as const) {
    test(`show a page of the ${name}, and the rest once more is asked for`, async () => {
      const rows = async () => (await list()?.children?.(signal)) ?? [];
      const first = await rows();
      const more = first.at(-1);
      assert.deepEqual(labels(first.slice(0, -1)), numbered(prefix).slice(0, 100));
      assert.ok(more instanceof LoadMoreNode);
      assert.equal(more.item().description, '100 shown');

      await loadMoreEnrollments.run(services, more);
      assert.equal(shownAgain.at(-1), list());
      assert.deepEqual(labels(await rows()), numbered(prefix));
    });
  }

  test('are told with how many there are, and begin anew with their first page when they are refreshed', async () => {
    assert.equal(node.groups.item().description, '104');
    node.forget();
    assert.equal((await node.groups.children(signal)).length, 101);
    assert.equal(node.groups.item().description, '100 and more');
  });

  test('are asked for by the palette where more than one goes on, and it says so where none does', async () => {
    using answers = new QuickAnswers();
    await node.groups.children(signal);
    await node.individuals.children(signal);
    await group()?.children?.(signal);

    for (const list of [/^Individual Enrollments/, /^group-001/, /^Enrollment Groups/]) {
      const done = loadMoreEnrollments.run(services);
      await answers.pick(/^List to load more of/, list);
      await done;
      await shownAgain.at(-1)?.children?.(signal);
    }
    assert.equal(node.individuals.loaded?.length, count);
    const registrations = group()?.loaded as readonly TreeNode[] | undefined;
    assert.equal(registrations?.length, count);
    assert.equal(registrations[0]?.item().contextValue, 'registration.symmetricKey');
    await loadMoreEnrollments.run(services);
    assert.equal(answers.told.at(-1), 'All is shown of the lists of gate that you have opened.');
  });
});

function labels(nodes: readonly TreeNode[]) {
  return nodes.map(one => one.item().label);
}

function numbered(prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`);
}
