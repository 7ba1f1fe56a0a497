import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIdentityPlugin, signInWithAzureResources } from '../support/identityPlugin.ts';
import { set } from './azureWorld.ts';
import { SignInWorld } from './signInWorld.ts';

/** What the official credentials look at. Nothing of the machine on which the tests run counts. */
const ofCredentials = /^(?:AZURE|IDENTITY|MSI)_/;

const inAnHour = () => String(Math.floor(Date.now() / 1000) + 3600);

suite('signing in without an account of the editor', () => {
  let world: SignInWorld;
  let folder: string;
  const environment = { ...process.env };

  setup(async () => {
    world = await SignInWorld.open();
    world.server.tenants = [
      { tenantId: 'one', displayName: 'Contoso', subscriptions: { cli: ['doors'], vm: ['lifts'] } },
    ];
    folder = await mkdtemp(join(tmpdir(), 'azure-ways-'));
    for (const name of Object.keys(process.env)) if (ofCredentials.test(name)) delete process.env[name];
    process.env['PATH'] = folder;
  });
  teardown(async () => {
    for (const name of Object.keys(process.env)) if (ofCredentials.test(name)) delete process.env[name];
    Object.assign(process.env, environment);
    await rm(folder, { recursive: true });
    await world[Symbol.asyncDispose]();
  });

  /** Puts an `az` on the PATH that does this. */
  async function installCli(script: string): Promise<void> {
    const file = join(folder, 'az');
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }
  const installSignedInCli = () =>
    installCli(`echo '${JSON.stringify({ accessToken: 'cli', expires_on: inAnHour(), tokenType: 'Bearer' })}'`);
  const labels = async () => (await world.azure.identities()).map(({ label }) => label);

  test('by itself takes the user of the Azure CLI, and sees what they may', async () => {
    await installSignedInCli();

    assert.deepEqual(await labels(), ['Azure CLI']);
    assert.deepEqual(await world.rows(), [['doors in Contoso', undefined]]);
  });

  test('by itself takes an account of the editor rather than anything else', async () => {
    await installSignedInCli();
    world.accounts.signIn(world.account('ada'));

    assert.deepEqual(await labels(), ['ada']);
  });

  test('where there is nobody at all leads to the sign-in', async () => {
    assert.deepEqual(await world.rows(), [['You are signed out. Sign in to Azure…', 'iotHub.signInToAzure']]);
  });

  test('by itself takes what the environment names before the Azure CLI', async () => {
    await installSignedInCli();
    Object.assign(process.env, { AZURE_CLIENT_ID: 'app', AZURE_TENANT_ID: 'one' });
    assert.deepEqual(await labels(), ['Azure CLI']);

    process.env['AZURE_CLIENT_SECRET'] = 'open-sesame';
    assert.deepEqual(await labels(), ['application of the environment']);
  });

  test('by itself takes the account of Azure Resources before the Azure CLI, if its plug-in is there and it is signed in', async () => {
    await installSignedInCli();
    await set('identityPluginFolder', folder);
    assert.deepEqual(await labels(), ['Azure CLI']);
    await installIdentityPlugin(folder);
    assert.deepEqual(await labels(), ['Azure CLI']);

    await signInWithAzureResources(folder, 'ada');
    assert.deepEqual(await labels(), ['Azure Resources extension']);
  });

  test('by the managed identity that the environment names sees what that may', async () => {
    const token = { access_token: 'vm', expires_on: inAnHour(), resource: world.server.address, token_type: 'Bearer' };
    const host = createServer((_, response) => response.end(JSON.stringify(token)));
    await once(host.listen(0, '127.0.0.1'), 'listening');
    const { port } = host.address() as AddressInfo;
    Object.assign(process.env, { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/`, IDENTITY_HEADER: 'of-host' });

    assert.deepEqual(await labels(), ['managed identity']);
    assert.deepEqual(await world.rows(), [['lifts in Contoso', undefined]]);
    host.closeAllConnections();
    await once(host.close(), 'close');
  });

  test('by the setting says what is the matter with the one way that there is, and asks no account', async () => {
    world.accounts.signIn(world.account('ada'));
    await set('signInWith', 'azureCli');
    await assert.rejects(world.rows(), /The Azure CLI gives no token: Azure CLI could not be found\. .*signInWith\.$/);
    await installCli(`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);
    await assert.rejects(world.azure.signIn(), /The Azure CLI gives no token: Please run 'az login' .*signInWith\.$/);

    await set('signInWith', 'environment');
    await assert.rejects(world.azure.signIn(), /The environment gives no token: EnvironmentCredential is unavailable/);

    await set('signInWith', 'visualStudioCode');
    await assert.rejects(world.azure.signIn(), /Run "npm install @azure\/identity-vscode" in a folder of yours/);
    await set('identityPluginFolder', folder);
    await installIdentityPlugin(folder);
    await signInWithAzureResources(folder, 'ada');
    await world.azure.signIn();
    assert.deepEqual(await labels(), ['Azure Resources extension']);
  });
});
