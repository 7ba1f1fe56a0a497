import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SignInError } from '../../src/domain/signInError.ts';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { AzureWorld, set } from './azureWorld.ts';

const { signal } = new AbortController();

suite('Azure', () => {
  let azure: AzureWorld;

  suiteSetup(async () => {
    azure = await AzureWorld.start();
  });
  suiteTeardown(() => azure[Symbol.asyncDispose]());
  setup(() => {
    azure.accounts.signOut();
    azure.node.forget();
  });

  test('who is signed out is led to the sign-in', async () => {
    const [row] = await azure.rows();

    assert.equal(row?.item().label, 'You are signed out. Sign in to Azure…');
    assert.equal(row.item().command?.command, 'iotHub.signInToAzure');
  });

  test('who signs in sees Azure from then on, and who does not want to is not told of a failure', async () => {
    assert.equal(azure.world.accounts.isUsed, false);
    azure.accounts.next = undefined;
    await assert.rejects(azure.world.accounts.signIn(), vscode.CancellationError);

    azure.accounts.next = azure.account('ada@contoso.com');
    await azure.world.accounts.signIn();
    azure.node.forget();
    assert.equal(azure.world.accounts.isUsed, true);
    assert.deepEqual(await azure.labels(), ['This machine']);
    assert.equal(azure.node.item().description, 'ada@contoso.com');
    azure.accounts.next = undefined;
  });

  test('a tenant that wants a sign-in of its own has a row that leads to it', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    const { subscriptions } = await azure.subscriptions.directory(signal);
    const tenantId = subscriptions[0]?.tenant.tenantId ?? '';
    azure.accounts.signOut();
    azure.accounts.signIn(azure.account('bob@contoso.com', { closedTenants: [tenantId] }));
    azure.node.forget();

    const [row] = await azure.rows();
    assert.equal(row?.item().label, 'Sign in to This machine…');
    assert.deepEqual(row.item().command?.arguments, [{ tenantId }]);
  });

  test('two accounts that see the same subscription see it once', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.accounts.signIn(azure.account('bob@contoso.com'));
    azure.node.forget();

    assert.deepEqual(await azure.labels(), ['This machine']);
    assert.equal(azure.node.item().description, 'ada@contoso.com, bob@contoso.com');
  });

  test('the subscriptions that somebody chose are remembered', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    await azure.subscriptions.choose([]);
    azure.node.forget();
    assert.deepEqual(await azure.labels(), ['No subscription is chosen. Choose…']);
    assert.deepEqual([...(new AzureSubscriptions(azure.world.accounts, azure.world.state).chosen ?? ['none'])], []);

    await azure.subscriptions.choose();
    azure.node.forget();
    assert.deepEqual(await azure.labels(), ['This machine']);
  });

  test('the hubs of a subscription are listed, filtered by name and grouped by resource group', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const subscription = await azure.subscription();
    assert.deepEqual(await azure.labels(subscription), ['contoso']);

    await azure.view.setNameFilter('door');
    const [none] = await azure.rows(subscription);
    assert.equal(none?.item().command?.command, 'iotHub.filterAzureHubs');
    await azure.view.setNameFilter('CONT');
    assert.deepEqual(await azure.labels(subscription), ['contoso']);
    await azure.view.setNameFilter('');

    await set('groupByResourceGroup', true);
    const [group] = await azure.rows(subscription);
    assert.ok(group);
    assert.deepEqual([group.item().label, await azure.labels(group)], ['local', ['contoso']]);
    await set('groupByResourceGroup', undefined);
  });

  test('a hub of Azure is used as any other, without a key, and is known after a restart', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const [node] = await azure.rows(await azure.subscription());
    assert.ok(node instanceof HubNode);
    assert.equal(node.item().contextValue, 'hub.azure');
    assert.equal(node.item().description, 'Azure, with Entra ID');

    const { client } = await node.hub.connect();
    await client.createDevice('door-017');
    assert.equal((await client.getTwin('door-017')).deviceId, 'door-017');
    assert.deepEqual(await azure.labels(node), [
      'Statistics',
      'Devices',
      'Queries',
      'Methods',
      'Configurations',
      'Certificates',
      'Shared Access Policies',
      'Consumer Groups',
    ]);
    assert.ok(azure.world.hubs.list().includes(node.hub));
    assert.equal(azure.world.hubs.get(node.hub.id), node.hub);
  });

  test('who is signed out is told so by a hub that was used before', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const [node] = await azure.rows(await azure.subscription());
    assert.ok(node instanceof HubNode);
    azure.accounts.signOut();

    await assert.rejects(node.hub.connect(), SignInError);
  });

  test('no token is in the state, in the secrets or in the settings', async () => {
    const kept = azure.world.state.text + JSON.stringify([...azure.world.secrets.values]);
    const settings = JSON.stringify(vscode.workspace.getConfiguration('iotHub'));

    assert.match(kept, /azure\.used/);
    for (const secret of azure.secrets) assert.ok(!`${kept}${settings}`.includes(secret));
  });
});
