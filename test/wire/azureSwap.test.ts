import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineDeployment } from '../../src/domain/resources/machineTemplate.ts';
import type { SubscriptionResources } from '../../src/domain/resources/resourceManager.ts';
import { beginSteps, type OperationStep, takeSteps } from '../../src/domain/resources/operationStep.ts';
import { planSwap, swapSide, swapSteps } from '../../src/domain/resources/swap.ts';
import { LocalHub } from '../support/localHub.ts';
import { groupClient, ownSubscription } from './management.ts';

const location = 'westeurope';

let local: LocalHub;
let subscription: SubscriptionResources;

beforeAll(async () => {
  local = await LocalHub.start();
  subscription = ownSubscription(local);
});
afterAll(() => local.end());

/** A resource group with one machine that has a public address. */
async function deploy(name: string, slot: string): Promise<void> {
  await subscription.groups.create({ name, location, tags: { slot } });
  const request = machineDeployment({
    resourceGroup: name,
    name: `${name}-gateway`,
    location,
    size: 'Standard_B1s',
    osType: 'Linux',
    image: {
      kind: 'platform',
      urn: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    },
    login: { kind: 'sshKey', userName: 'operator', publicKey: `ssh-ed25519 ${'A'.repeat(68)}` },
    openTo: '203.0.113.7',
  });
  await (await subscription.deployments.create(request)).ended();
}

const sides = async () => [await swapSide(subscription, 'blue'), await swapSide(subscription, 'green')] as const;

/** All steps to their end; as they are kept, which is as JSON. */
async function take(steps: readonly OperationStep[]): Promise<void> {
  const begun = await beginSteps(subscription, JSON.parse(JSON.stringify(steps)) as typeof steps);
  await takeSteps(subscription, begun, async () => undefined);
}

test('two groups change places: their tags, and the public addresses of their machines, and back again', async () => {
  await deploy('blue', 'production');
  await deploy('green', 'staging');
  const addressesOf = async () => (await sides()).map(({ reachable }) => reachable.map(({ addressId }) => addressId));
  const [ofBlue, ofGreen] = await addressesOf();
  expect([ofBlue, ofGreen].map(addresses => addresses?.length)).toEqual([1, 1]);

  const steps = swapSteps(planSwap(...(await sides())));
  await take(steps);
  expect(await addressesOf()).toEqual([ofGreen, ofBlue]);
  const witness = groupClient(local).resourceGroups;
  expect([(await witness.get('blue')).tags, (await witness.get('green')).tags]).toEqual([
    { slot: 'staging' },
    { slot: 'production' },
  ]);

  // A window that did not see its end begins it anew from any of its steps.
  for (const index of steps.keys()) await take(steps.slice(index));
  expect(await addressesOf()).toEqual([ofGreen, ofBlue]);

  await take(swapSteps(planSwap(...(await sides()))));
  expect(await addressesOf()).toEqual([ofBlue, ofGreen]);
});

test('groups without addresses change their tags', async () => {
  for (const slot of ['one', 'two']) await subscription.groups.create({ name: slot, location, tags: { slot } });
  const plan = planSwap(await swapSide(subscription, 'one'), await swapSide(subscription, 'two'));

  await take(swapSteps(plan));
  expect((await subscription.groups.get('one')).tags).toEqual({ slot: 'two' });
});
