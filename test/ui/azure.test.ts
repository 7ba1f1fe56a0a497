import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { linkBuiltInExtensions, microsoftAccounts } from './builtInExtensions.ts';
import { onJourney } from './journey.ts';
import { accountFileVariable, type AccountFile, registeredFile } from './testAccount/accountFile.ts';
import { installTestAccount } from './testAccount/installTestAccount.ts';
import { keysOfAzure } from './keysOfAzure.ts';
import { eventually } from './workbench/eventually.ts';

/** A dozen pictures in each theme, on a machine that does other things too. */
const journeyMs = 600_000;

test(
  'who signs in makes a group, an account and a hub in Azure, exports devices, deletes all, and leaves no key behind',
  { timeout: journeyMs },
  async () => {
    // The resource manager of a local hub stands in for that of Azure: nothing else is different.
    await using azure = await LocalHub.start();
    const { endpoint, token, hubToken } = azure.ready.resourceManager;
    const folder = await mkdtemp(join(tmpdir(), 'azure-journey-'));
    const builtInExtensionsFolder = join(folder, 'builtIn');
    await linkBuiltInExtensions(builtInExtensionsFolder, microsoftAccounts);
    await installTestAccount(builtInExtensionsFolder);
    const accountFile = join(folder, 'account.json');
    const tokens = { [`${endpoint}/.default`]: token, 'https://iothubs.azure.net/.default': hubToken };
    await writeFile(accountFile, JSON.stringify({ label: 'ada@contoso.com', tokens } satisfies AccountFile));

    await onJourney(
      'azure',
      async (workbench, photograph) => {
        const { hubs, resources, palette, quickInput, dialog, documents, storageAccounts } = workbench;
        await hubs.open();
        await eventually('the editor knows the account', () => exists(registeredFile(accountFile)));
        await palette.run('Sign In to Azure');
        expect(await dialog.text()).toContain('wants to sign in using Microsoft');
        await dialog.choose('Allow');
        await hubs.row(/^Azure/).waitFor();

        await palette.run('Create Resource Group');
        await quickInput.answer('Name', 'plants');
        await quickInput.accept('Region');
        await quickInput.answer('Label, kept as the tag', 'Plants');
        await quickInput.answer('Description, kept as the tag', '');
        await resources.open();
        await resources.expand(/^Azure/);
        await resources.choose(/^Resource group plants/, 'Create Storage Account…');
        await storageAccounts.typeNamesInVain();
        await photograph('1-name-taken');
        await quickInput.input.fill('plantexports');
        await quickInput.accept('Name of the account');
        await quickInput.accept('Resource group');
        await quickInput.accept('Region');
        await quickInput.asks('How it keeps copies');
        await photograph('2-copies');
        await quickInput.accept('How it keeps copies');
        await resources.row(/^Create storage account plantexports, done/).waitFor();
        await palette.run('Create Hub in Azure');
        await quickInput.answer('Name of the hub', 'plantgates');
        await quickInput.asks('Resource group');
        await photograph('3-group-of-hub');
        await quickInput.pick('New Resource Group…');
        await quickInput.asks('Name of the new resource group');
        await quickInput.input.fill('plants');
        await quickInput.asks('There is a resource group of this name.');
        await quickInput.input.fill('gates');
        await quickInput.accept('Name of the new resource group');
        await quickInput.accept('Region');
        await quickInput.asks('Tier of the hub');
        await photograph('4-tier');
        await quickInput.accept('Tier of the hub');
        await quickInput.accept('Units, each of which is paid for');
        await resources.row(/^Create hub plantgates, done/).waitFor();

        await resources.close();
        await hubs.expand(/^Azure/);
        await hubs.expand(/^Subscription/);
        await hubs.expand(/^Hub plantgates/);
        await hubs.choose(/^Devices/, 'Create Device…');
        await quickInput.nameDevice('gate-001');
        await hubs.expand(/^Devices/);
        await hubs.row(/^Device gate-001/).waitFor();
        await hubs.choose(/^Shared Access Policies/, 'Create Shared Access Policy…');
        await quickInput.answer('Name of the policy', 'dashboard');
        await quickInput.asks('What whoever has its keys may do');
        await quickInput.pick('ServiceConnect');
        await photograph('5-rights');
        await quickInput.press('OK');
        await hubs.expand(/^Shared Access Policies/);
        await hubs.row(/^Policy dashboard, ServiceConnect/).waitFor();
        await hubs.expand(/^Consumer Groups/);
        await hubs.row(/^Consumer group \$Default/).waitFor();
        await photograph('6-hub');

        await palette.run('Prepare Storage for Export');
        await quickInput.asks('Storage account');
        await quickInput.pick('plantexports');
        await storageAccounts.prepareContainer('backup');
        await photograph('7-prepared');
        await storageAccounts.exportDevices('plantexports/backup');
        await hubs.choose(/^Hub plantgates/, 'Show Hub Properties');
        await documents.tab('plantgates properties.json').waitFor();

        await resources.open();
        await resources.choose(/^Resource group plants/, 'Show Resource Group');
        await documents.tab('plants.json').waitFor();
        await resources.expand(/^Resource group plants/);
        await resources.expand(/^Storage account plantexports/);
        await resources.row(/^Container backup/).waitFor();
        await photograph('8-resources');

        const made = 'Create storage account plantexports';
        await expect.poll(() => workbench.kept(), { timeout: 60_000 }).toContain(made);
        const kept = await workbench.kept();
        const secrets = [token, hubToken, ...(await keysOfAzure(azure)), 'sig='];
        for (const secret of secrets) expect(kept.includes(secret), 'a secret was kept').toBe(false);

        expect(await storageAccounts.deleteContainer('backup')).toContain('All files in it are lost');
        await storageAccounts.beginToDelete('plantexports');
        await photograph('9-delete-account');
        await storageAccounts.delete('plantexports');
        await palette.run('Delete Hub from Azure');
        await quickInput.asks('Hub of Azure');
        await quickInput.pick('plantgates');
        await quickInput.answer('Type plantgates to delete it.', 'plantgates');
        await resources.row(/^Delete hub plantgates, done/).waitFor();
        for (const group of ['plants', 'gates']) {
          await resources.choose(new RegExp(`^Resource group ${group}`), 'Delete Resource Group…');
          await quickInput.answer(`Type ${group} to delete it.`, group);
          await resources.row(new RegExp(`^Delete resource group ${group}, done`)).waitFor();
          await resources.row(new RegExp(`^Resource group ${group}`)).waitFor({ state: 'hidden' });
        }
        await photograph('10-all-gone');
      },
      { 'iotHub.azure.resourceManager': endpoint, 'iotHub.azure.authorityFile': azure.ready.caFile },
      { builtInExtensionsFolder, env: { [accountFileVariable]: accountFile } },
    );
    await rm(folder, { recursive: true });
  },
);

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
