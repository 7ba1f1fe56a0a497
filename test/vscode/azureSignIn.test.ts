import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { SignInError } from '../../src/domain/signInError.ts';
import { AzureAccounts } from '../../src/ui/support/azure/azureAccounts.ts';
import { authenticationProvider, azurePlace, portalAddress } from '../../src/ui/support/azure/azurePlace.ts';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import { AzureNode } from '../../src/ui/tree/azure/azureNode.ts';
import { MessageNode } from '../../src/ui/tree/messageNode.ts';
import { set } from './azureWorld.ts';
import { MemoryState } from './memory.ts';
import { TenantServer } from './tenantServer.ts';
import { TestAccounts } from './testAccounts.ts';

const { signal } = new AbortController();
const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

suite('signing in to Azure', () => {
  let server: TenantServer;
  let accounts: TestAccounts;
  let azure: AzureAccounts;
  let state: MemoryState;
  let subscriptions: AzureSubscriptions;

  setup(async () => {
    server = await TenantServer.open();
    await set('resourceManager', server.address);
    await set('authorityFile', server.authorityFile);
    state = new MemoryState();
    accounts = new TestAccounts();
    azure = new AzureAccounts(state, accounts);
    subscriptions = new AzureSubscriptions(azure, state);
  });
  teardown(async () => {
    for (const one of [subscriptions, azure, accounts]) one.dispose();
    for (const name of ['resourceManager', 'authorityFile', 'signInWith']) await set(name, undefined);
    await server[Symbol.asyncDispose]();
    await rm(server.authorityFile, { force: true });
  });

  /** An account with a token of its own, by which the server knows it. */
  function account(label: string, more: { readonly closedTenants?: readonly string[]; readonly met?: string } = {}) {
    return { label, tokens: { [`${server.address}/.default`]: label }, perTenant: true, ...more };
  }

  /** The rows under Azure: what they say, and to which tenant they belong. */
  async function rows(): Promise<readonly (readonly unknown[])[]> {
    const node = new AzureNode(
      subscriptions,
      (parent, { displayName, tenant }) =>
        new MessageNode(parent, { text: `${displayName} in ${tenant.displayName}`, icon: 'key' }),
      () => undefined,
    );
    return (await node.children(signal)).map(row => [row.item().label, row.item().command?.command]);
  }

  test('without an account leads to the sign-in, and asks no resource manager', async () => {
    await set('signInWith', 'editor');

    assert.deepEqual(await rows(), [['You are signed out. Sign in to Azure…', 'iotHub.signInToAzure']]);
    assert.deepEqual(server.asked, []);
  });

  test('with an account that has no subscription says so, and leads to another account', async () => {
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: [] } }];
    accounts.signIn(account('ada'));

    assert.deepEqual(await rows(), [['No subscription yet. Sign in with another account…', 'iotHub.signInToAzure']]);
  });

  test('shows the subscriptions of two tenants, and of two accounts, at once', async () => {
    server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'], bob: ['doors', 'gates'] } },
      { tenantId: 'two', displayName: 'Fabrikam', subscriptions: { ada: ['lifts'] } },
    ];
    accounts.signIn(account('ada'));
    accounts.signIn(account('bob'));

    assert.deepEqual(
      (await rows()).map(([label]) => label),
      ['doors in Contoso', 'gates in Contoso', 'lifts in Fabrikam'],
    );
    const { subscriptions: seen } = await subscriptions.directory();
    assert.deepEqual(
      seen.map(({ identity }) => identity.label),
      ['ada', 'bob', 'ada'],
    );
  });

  test('shows what one tenant has while another wants a sign-in of its own', async () => {
    server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } },
      { tenantId: 'two', displayName: 'Fabrikam', subscriptions: { ada: ['lifts'] } },
    ];
    accounts.signIn(account('ada', { closedTenants: ['two'] }));

    assert.deepEqual(await rows(), [
      ['doors in Contoso', undefined],
      ['Sign in to Fabrikam…', 'iotHub.signInToAzure'],
    ]);
  });

  test('shows what one account sees while another is refused, and says why', async () => {
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'], bob: ['gates'] } }];
    server.refused = 'bob';
    accounts.signIn(account('ada'));
    accounts.signIn(account('bob'));

    const [first, second, ...more] = await rows();
    assert.deepEqual(first, ['doors in Contoso', undefined]);
    assert.match(String(second?.[0]), /^bob: The resource manager refused the credentials/);
    assert.deepEqual([second?.[1], more], ['iotHub.signInToAzure', []]);
  });

  test('that ends while the view loads shows nothing of the account any more', async () => {
    await set('signInWith', 'editor');
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } }];
    accounts.signIn(account('ada'));
    const node = new AzureNode(
      subscriptions,
      (parent, { displayName }) => new MessageNode(parent, { text: displayName, icon: 'key' }),
      () => undefined,
    );
    const listening = subscriptions.onDidChange(() => node.loadAnew());
    const before = node.children(signal);
    await server.askedFor('/tenants');
    accounts.signOut();
    const label = async () => (await node.children(signal)).map(row => row.item().label);

    assert.deepEqual(await label(), ['You are signed out. Sign in to Azure…']);
    assert.equal((await before)[0]?.item().label, 'You are signed out. Sign in to Azure…');
    assert.deepEqual(await label(), ['You are signed out. Sign in to Azure…']);
    assert.equal(node.item().description, '');
    listening.dispose();
  });

  test('remembers the subscriptions to see, also in the next window', async () => {
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors', 'gates'] } }];
    accounts.signIn(account('ada'));
    await subscriptions.choose(['gates']);
    subscriptions.dispose();
    subscriptions = new AzureSubscriptions(azure, state);

    assert.deepEqual(
      (await rows()).map(([label]) => label),
      ['gates in Contoso'],
    );
  });

  test('is done anew, with its claims, where the resource manager challenges for more', async () => {
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { stronger: ['doors'] } }];
    server.challenge = { refused: 'ada', claims };
    accounts.signIn(account('ada', { met: 'stronger' }));

    assert.deepEqual(
      (await rows()).map(([label]) => label),
      ['doors in Contoso'],
    );
    const encoded = Buffer.from(claims).toString('base64');
    assert.ok(accounts.challenges.length > 0);
    for (const challenge of accounts.challenges) assert.ok(challenge.includes(`claims="${encoded}"`), challenge);
  });

  test('tells who was signed out in between so', async () => {
    accounts.signIn(account('ada'));
    const [identity] = await azure.identities();
    accounts.signOut();

    await assert.rejects(async () => identity?.tokens.getToken({ scope: `${server.address}/.default` }), SignInError);
  });

  test('takes the accounts and the address of a sovereign cloud from the setting of the editor', async () => {
    const settings = vscode.workspace.getConfiguration('microsoft-sovereign-cloud');
    assert.equal(authenticationProvider(), 'microsoft');
    await set('resourceManager', undefined);
    await settings.update('environment', 'custom', true);
    await settings.update(
      'customEnvironment',
      { resourceManagerEndpointUrl: `${server.address}/`, portalUrl: 'https://portal.own.example/' },
      true,
    );

    assert.equal(authenticationProvider(), 'microsoft-sovereign-cloud');
    assert.equal((await azurePlace()).address, server.address);
    assert.equal(await portalAddress(), 'https://portal.own.example');
    await settings.update('environment', undefined, true);
    await settings.update('customEnvironment', undefined, true);
  });
});
