import assert from 'node:assert/strict';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import { HubError } from '../../src/domain/hubError.ts';
import { SignInError } from '../../src/domain/signInError.ts';
import { ProvisioningServiceNode } from '../../src/ui/tree/provisioning/provisioningServiceNode.ts';
import { ProvisioningSubscriptionNode } from '../../src/ui/tree/provisioning/provisioningSubscriptionNode.ts';
import { AzureNode } from '../../src/ui/tree/azure/azureNode.ts';
import { AzureWorld } from './azureWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';

const { signal } = new AbortController();

suite('provisioning services of Azure', () => {
  let azure: AzureWorld;
  let root: AzureNode;

  suiteSetup(async () => {
    azure = await AzureWorld.start(['bay', 'gate', 'quay']);
    const { world } = azure;
    const parts = { hubs: world.hubs, showAgain: () => undefined };
    root = new AzureNode(
      azure.subscriptions,
      (parent, subscription) =>
        new ProvisioningSubscriptionNode(parent, subscription, {
          azureServices: world.provisioningServices.azure,
          nodeOf: (service, under) => new ProvisioningServiceNode(service, parts, under),
        }),
      () => undefined,
    );
  });
  suiteTeardown(() => azure[Symbol.asyncDispose]());
  setup(() => {
    azure.accounts.signOut();
    root.forget();
  });

  /** The services that the only account sees in its only subscription. */
  async function services(): Promise<readonly ProvisioningServiceNode[]> {
    const [subscription] = await root.children(signal);
    assert.ok(subscription instanceof ProvisioningSubscriptionNode);
    return (await subscription.children(signal)).filter(node => node instanceof ProvisioningServiceNode);
  }

  /** The service of this name, as whoever has such an account sees it. */
  async function serviceOf(name: string, options?: Parameters<AzureWorld['account']>[1]) {
    azure.accounts.signIn(azure.account('ada@contoso.com', options));
    const node = (await services()).find(({ service }) => service.name === name);
    assert.ok(node);
    return node;
  }

  test('stand under their subscription, and say that they need no key', async () => {
    const node = await serviceOf('gate');
    const { idScope } = node.service;

    assert.deepEqual(
      (await services()).map(({ service }) => service.name),
      ['bay', 'gate', 'quay'],
    );
    assert.match(idScope ?? '', /^0ne/);
    assert.equal(node.item().description, `Azure, with Entra ID · ${idScope}`);
    assert.equal(node.item().contextValue, 'provisioning.azure.running');
  });

  test('show their enrollments and linked hubs with weights without a key, and are known after a restart', async () => {
    const node = await serviceOf('gate');
    const { client, resource } = await node.service.connect();
    await client.createEnrollment(
      { kind: 'group', id: 'doors' },
      newEnrollment('group', 'doors', { hub: '', policy: 'migrate' }),
    );
    const labels = async (list: { children(signal: AbortSignal): unknown }) =>
      ((await list.children(signal)) as readonly ProvisioningServiceNode[]).map(row => row.item().label);

    assert.deepEqual(await labels(node.groups), ['doors']);
    assert.deepEqual(await labels(node.individuals), ['No individual enrollments yet. Create one.']);
    const allocation = await resource?.allocation(signal);
    assert.equal(allocation?.linkedHubs[0]?.allocationWeight, 1);
    assert.equal((await labels(node.linkedHubs)).length, 1);
    assert.match(String(node.linkedHubs.item().description), /^1 · /);
    assert.ok(azure.world.provisioningServices.list().includes(node.service));
    assert.ok(azure.world.state.text.includes('provisioning.azure'));
  });

  test('that take no token ask once whether keys may be used, and remember that they may', async () => {
    using answers = new QuickAnswers();
    answers.button = 'Use Keys';
    const { service } = await serviceOf('gate', { forHubs: false });
    const { client } = await service.connect();
    await client.listEnrollments('group', { pageSize: 10 });
    await client.listEnrollments('individual', { pageSize: 10 });

    assert.deepEqual(
      answers.told.map(text => text.slice(0, 24)),
      ['Use the keys of "gate"? '],
    );
    assert.equal(service.connectedBy, 'key');
    const { sharedAccessKey } = (await service.connectionString()) ?? {};
    assert.equal(answers.told.length, 1);
    assert.ok(sharedAccessKey);
    assert.ok(!azure.world.state.text.includes(sharedAccessKey.reveal()));
  });

  test('whose keys are not to be used name what is missing, and do not ask again', async () => {
    using answers = new QuickAnswers();
    const account = azure.account('ada@contoso.com');
    const scope = 'https://azure-devices-provisioning.net/.default';
    azure.accounts.signIn({ ...account, tokens: { ...account.tokens, [scope]: 'eyJ.refused.token' } });
    const node = (await services()).find(({ service }) => service.name === 'quay');
    assert.ok(node);
    const { client } = await node.service.connect();
    for (const _ of ['once', 'again']) {
      await assert.rejects(client.listEnrollments('group', { pageSize: 10 }), error => {
        assert.ok(HubError.is(error, 'roleMissing'));
        assert.match(error.message, /Device Provisioning Service Data Reader.*ada@contoso\.com/s);
        return true;
      });
    }
    assert.equal(answers.told.length, 1);
  });

  test('that take no keys at all are never asked about them', async () => {
    using answers = new QuickAnswers();
    azure.accounts.signIn(azure.account('ada@contoso.com', { forHubs: false }));
    const [subscription] = await azure.subscriptions.shown();
    const listing = (await subscription?.resources.provisioningServices.list())?.find(({ name }) => name === 'bay');
    assert.ok(subscription && listing);
    const service = azure.world.provisioningServices.azure.of({ ...listing, localAuthDisabled: true }, subscription);
    assert.ok(service);
    const { client } = await service.connect();

    await assert.rejects(client.listEnrollments('group', { pageSize: 10 }), SignInError);
    assert.equal(await service.connectionString(), undefined);
    assert.deepEqual(answers.told, []);
  });
});
