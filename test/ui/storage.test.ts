import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

/** Some pictures in each theme, on a machine that does other things too. */
const journeyMs = 600_000;

test(
  'a storage account is made in a new group, gets the devices of a hub, and is deleted once its name was typed',
  { timeout: journeyMs },
  async () => {
    await onJourney('storage', async (workbench, photograph) => {
      const { hubs, resources, palette, quickInput, dialog, notifications } = workbench;
      await palette.run('Start Local Hub');
      await hubs.open();
      await hubs.row(/^Hub .*, local, running/).waitFor();
      await hubs.choose(/^Devices/, 'Create Device…');
      await quickInput.nameDevice('door-017');
      await hubs.row(/^Device door-017/).waitFor();
      await hubs.choose(/^Shared Access Policies/, 'Create Shared Access Policy…');
      await quickInput.answer('Name of the policy', 'dashboard');
      await quickInput.asks('What whoever has its keys may do');
      await quickInput.pick('ServiceConnect');
      await photograph('1-rights');
      await quickInput.press('OK');
      await hubs.expand(/^Shared Access Policies/);
      await hubs.row(/^Policy dashboard, ServiceConnect/).waitFor();

      await palette.run('Create Storage Account');
      await quickInput.asks('Name of the account');
      await quickInput.input.fill('Plant-Exports');
      await quickInput.asks('Only lower-case letters and digits.');
      await quickInput.input.fill('localhub');
      await quickInput.asks('is not available');
      await photograph('2-name-taken');
      await quickInput.input.fill('plantexports');
      await quickInput.accept('Name of the account');
      await quickInput.asks('Resource group');
      await quickInput.pick('New Resource Group…');
      await quickInput.asks('Name of the new resource group');
      await quickInput.input.fill('local');
      await quickInput.asks('There is a resource group of this name.');
      await quickInput.input.fill('plants');
      await quickInput.accept('Name of the new resource group');
      await quickInput.accept('Region');
      await quickInput.asks('How it keeps copies');
      await photograph('3-copies');
      await quickInput.accept('How it keeps copies');

      await resources.open();
      await resources.row(/^Create storage account plantexports, done/).waitFor();
      await resources.expand(/^Resource group plants/);
      await resources.choose(/^Storage account plantexports/, 'Prepare Storage for Export…');
      await quickInput.asks(/^Container$/);
      await quickInput.pick('New Container…');
      await quickInput.answer('Its name.', 'backup');
      await quickInput.asks('What to do with it');
      await photograph('4-prepared');
      await quickInput.pick('Export Devices to It…');
      await quickInput.answer('All devices are exported, with their modules and twins', 'Without keys');
      await notifications.message('The devices are in devices.txt in plantexports/backup.').waitFor();
      await resources.expand(/^Storage account plantexports/);
      await resources.row(/^Container backup/).waitFor();
      await photograph('5-exported');

      await resources.choose(/^Container backup/, 'Delete Container…');
      expect(await dialog.text()).toContain('All files in it are lost');
      await dialog.choose('Delete');
      await resources.row(/^No containers yet/).waitFor();
      await resources.choose(/^Storage account plantexports/, 'Delete Storage Account…');
      await quickInput.asks('Type plantexports to delete it.');
      await photograph('6-delete');
      await quickInput.answer('Type plantexports to delete it.', 'plantexports');
      await resources.row(/^Delete storage account plantexports, done/).waitFor();
      await resources.row(/^Storage account plantexports/).waitFor({ state: 'hidden' });
    });
  },
);
