import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SignInError } from '../../src/domain/signInError.ts';
import { authenticationProvider, azurePlace, portalAddress } from '../../src/ui/support/azure/azurePlace.ts';
import { set } from './azureWorld.ts';
import { SignInWorld } from './signInWorld.ts';

const { signal } = new AbortController();
const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

suite('signing in to Azure', () => {
  let world: SignInWorld;

  setup(async () => {
    world = await SignInWorld.open();
  });
  teardown(() => world[Symbol.asyncDispose]());

  test('without an account leads to the sign-in, and asks no resource manager', async () => {
    await set('signInWith', 'editor');

    assert.deepEqual(await world.rows(), [['You are signed out. Sign in to Azure…', 'iotHub.signInToAzure']]);
    assert.deepEqual(world.server.asked, []);
  });

  test('with an account that has no subscription says so, and leads to another account', async () => {
    world.server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: [] } }];
    world.accounts.signIn(world.account('ada'));

    assert.deepEqual(await world.rows(), [
      ['No subscription yet. Sign in with another account…', 'iotHub.signInToAzure'],
    ]);
  });

  test('shows the subscriptions of two tenants, and of two accounts, at once', async () => {
    world.server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'], bob: ['doors', 'gates'] } },
      { tenantId: 'two', displayName: 'Fabrikam', subscriptions: { ada: ['lifts'] } },
    ];
    world.accounts.signIn(world.account('ada'));
    world.accounts.signIn(world.account('bob'));

    assert.deepEqual(
      (await world.rows()).map(([label]) => label),
      ['doors in Contoso', 'gates in Contoso', 'lifts in Fabrikam'],
    );
    const { subscriptions: seen } = await world.subscriptions.directory();
    assert.deepEqual(
      seen.map(({ identity }) => identity.label),
      ['ada', 'bob', 'ada'],
    );
  });

  test('shows what one tenant has while another wants a sign-in of its own', async () => {
    world.server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } },
      { tenantId: 'two', displayName: 'Fabrikam', subscriptions: { ada: ['lifts'] } },
    ];
    world.accounts.signIn(world.account('ada', { closedTenants: ['two'] }));

    assert.deepEqual(await world.rows(), [
      ['doors in Contoso', undefined],
      ['Sign in to Fabrikam…', 'iotHub.signInToAzure'],
    ]);
  });

  test('shows what one account sees while another is refused, and says why', async () => {
    world.server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'], bob: ['gates'] } },
    ];
    world.server.refused = 'bob';
    world.accounts.signIn(world.account('ada'));
    world.accounts.signIn(world.account('bob'));

    const [first, second, ...more] = await world.rows();
    assert.deepEqual(first, ['doors in Contoso', undefined]);
    assert.match(String(second?.[0]), /^bob: The resource manager refused the credentials/);
    assert.deepEqual([second?.[1], more], ['iotHub.signInToAzure', []]);
  });

  test('that ends while the view loads shows nothing of the account any more', async () => {
    await set('signInWith', 'editor');
    world.server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } }];
    world.accounts.signIn(world.account('ada'));
    const node = world.node();
    const listening = world.subscriptions.onDidChange(() => node.loadAnew());
    const before = node.children(signal);
    await world.server.askedFor('/tenants');
    world.accounts.signOut();
    const label = async () => (await node.children(signal)).map(row => row.item().label);

    assert.deepEqual(await label(), ['You are signed out. Sign in to Azure…']);
    assert.equal((await before)[0]?.item().label, 'You are signed out. Sign in to Azure…');
    assert.deepEqual(await label(), ['You are signed out. Sign in to Azure…']);
    assert.equal(node.item().description, '');
    listening.dispose();
  });

  test('remembers the subscriptions to see, also in the next window', async () => {
    world.server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors', 'gates'] } }];
    world.accounts.signIn(world.account('ada'));
    await world.subscriptions.choose(['gates']);
    world.openNextWindow();

    assert.deepEqual(
      (await world.rows()).map(([label]) => label),
      ['gates in Contoso'],
    );
  });

  test('is done anew, with its claims, where the resource manager challenges for more', async () => {
    world.server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { stronger: ['doors'] } }];
    world.server.challenge = { refused: 'ada', claims };
    world.accounts.signIn(world.account('ada', { met: 'stronger' }));

    assert.deepEqual(
      (await world.rows()).map(([label]) => label),
      ['doors in Contoso'],
    );
    const encoded = Buffer.from(claims).toString('base64');
    assert.ok(world.accounts.challenges.length > 0);
    for (const challenge of world.accounts.challenges) assert.ok(challenge.includes(`claims="${encoded}"`), challenge);
  });

  test('tells who was signed out in between so', async () => {
    world.accounts.signIn(world.account('ada'));
    const [identity] = await world.azure.identities();
    world.accounts.signOut();

    await assert.rejects(
      async () => identity?.tokens.getToken({ scope: `${world.server.address}/.default` }),
      SignInError,
    );
  });

  test('takes the accounts and the address of a sovereign cloud from the setting of the editor', async () => {
    const settings = vscode.workspace.getConfiguration('microsoft-sovereign-cloud');
    assert.equal(authenticationProvider(), 'microsoft');
    await set('resourceManager', undefined);
    await settings.update('environment', 'custom', true);
    await settings.update(
      'customEnvironment',
      { resourceManagerEndpointUrl: `${world.server.address}/`, portalUrl: 'https://portal.own.example/' },
      true,
    );

    assert.equal(authenticationProvider(), 'microsoft-sovereign-cloud');
    assert.equal((await azurePlace()).address, world.server.address);
    assert.equal(await portalAddress(), 'https://portal.own.example');
    await settings.update('environment', undefined, true);
    await settings.update('customEnvironment', undefined, true);
  });
});
