import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import * as tls from 'node:tls';
import * as vscode from 'vscode';
import { AzureAccounts } from '../../src/ui/support/azure/azureAccounts.ts';
import { azurePlace, portalAddress } from '../../src/ui/support/azure/azurePlace.ts';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import { TestProxy } from '../support/testProxy.ts';
import { set } from './azureWorld.ts';
import { MemoryState } from './memory.ts';
import { TenantServer } from './tenantServer.ts';
import { TestAccounts } from './testAccounts.ts';

const setCloud = (name: string | undefined) =>
  vscode.workspace.getConfiguration('microsoft-sovereign-cloud').update('environment', name, true);
const setProxy = (url: string | undefined) => vscode.workspace.getConfiguration('http').update('proxy', url, true);

suite('signing in to a sovereign cloud', () => {
  const [publicHost, host] = ['management.azure.com', 'management.chinacloudapi.cn'];
  /** By which the official client knows the sign-in of China, which the metadata names otherwise. */
  const signInHost = 'login.partner.microsoftonline.cn';
  const defaultCACertificates = tls.getCACertificates('default');
  let server: TenantServer;
  let proxy: TestProxy;

  setup(async () => {
    // Both stand behind a proxy: what is asked of any other address of Azure fails.
    server = await TenantServer.open(publicHost, host, signInHost);
    const authentication = { loginEndpoint: 'https://login.chinacloudapi.cn' };
    server.clouds = [
      { name: 'AzureCloud', resourceManager: `https://${publicHost}/`, portal: 'https://portal.azure.com' },
      {
        name: 'AzureChinaCloud',
        resourceManager: `https://${host}`,
        portal: 'https://portal.azure.cn',
        authentication,
      },
    ];
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } }];
    proxy = await TestProxy.open({
      ports: { [publicHost]: server.port, [host]: server.port, [signInHost]: server.port },
    });
    tls.setDefaultCACertificates([...defaultCACertificates, await readFile(server.authorityFile, 'utf8')]);
    await setProxy(proxy.url());
  });
  teardown(async () => {
    await setCloud(undefined);
    await setProxy(undefined);
    tls.setDefaultCACertificates(defaultCACertificates);
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await rm(server.authorityFile, { force: true });
  });

  test('that is named in the setting of the editor takes its address, accounts and portal from the metadata', async () => {
    await setCloud('ChinaCloud');
    const accounts = new TestAccounts('microsoft-sovereign-cloud');
    accounts.next = { label: 'ada', tokens: { [`https://${host}/.default`]: 'ada' }, perTenant: true };
    const azure = new AzureAccounts(new MemoryState(), accounts);
    const subscriptions = new AzureSubscriptions(azure, new MemoryState());
    await azure.signIn();

    assert.deepEqual(
      (await subscriptions.shown()).map(({ displayName, manager }) => [displayName, manager.address]),
      [['doors', `https://${host}`]],
    );
    assert.equal(await portalAddress(), 'https://portal.azure.cn');
    for (const one of [subscriptions, azure, accounts]) one.dispose();
  });

  test('has the application of the environment sign in where the metadata says', async () => {
    await setCloud('ChinaCloud');
    const application = { AZURE_TENANT_ID: 'one', AZURE_CLIENT_ID: 'app', AZURE_CLIENT_SECRET: 'open-sesame' };
    Object.assign(process.env, application);
    await set('signInWith', 'environment');
    const azure = new AzureAccounts(new MemoryState(), new TestAccounts('microsoft-sovereign-cloud'));
    try {
      // The tenants' server is no Entra ID.
      await assert.rejects(azure.signIn(), { name: 'SignInError' });
      assert.ok(proxy.through.includes(`${signInHost}:443`));
    } finally {
      azure.dispose();
      await set('signInWith', undefined);
      for (const name of Object.keys(application)) delete process.env[name];
    }
  });

  test('that nobody knows is told with the setting that names it', async () => {
    await setCloud('USGovernment');

    await assert.rejects(
      azurePlace(),
      /The setting microsoft-sovereign-cloud\.environment cannot be used: there is no cloud USGovernment/,
    );
  });
});
