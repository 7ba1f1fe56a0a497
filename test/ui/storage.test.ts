import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

/** Some pictures in each theme, on a machine that does other things too. */
const journeyMs = 600_000;

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { hubName: { type: 'string', metadata: { description: 'of the plant' } } },
  resources: [
    {
      type: 'Microsoft.Devices/IotHubs',
      apiVersion: '2023-06-30',
      name: "[parameters('hubName')]",
      location: '[resourceGroup().location]',
      sku: { name: 'S1', capacity: 1 },
    },
  ],
  outputs: { hub: { type: 'string', value: "[parameters('hubName')]" } },
};

test(
  'a resource group gets a storage account with an export, a hub by a template and a machine, and changes places',
  { timeout: journeyMs },
  async () => {
    await onJourney('storage', async (workbench, photograph) => {
      const { hubs, resources, palette, quickInput, dialog, documents, storageAccounts } = workbench;
      await palette.run('Start Local Hub');
      await hubs.open();
      await hubs.row(/^Hub .*, local, running/).waitFor();
      await hubs.choose(/^Devices/, 'Create Device…');
      await quickInput.nameDevice('door-017');
      await hubs.row(/^Device door-017/).waitFor();

      await palette.run('Create Storage Account');
      await storageAccounts.typeNamesInVain();
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
      await quickInput.accept('How it keeps copies');
      await resources.open();
      await resources.row(/^Create storage account plantexports, done/).waitFor();
      await resources.expand(/^Resource group plants/);
      await resources.choose(/^Storage account plantexports/, 'Prepare Storage for Export…');
      await storageAccounts.prepareContainer('backup');
      await storageAccounts.exportDevices('plantexports/backup');
      await resources.expand(/^Storage account plantexports/);
      await resources.row(/^Container backup/).waitFor();
      await palette.run('Import Devices…');
      await storageAccounts.chooseFile('plantexports', 'backup', 'devices.txt');
      await quickInput.answer('What to do with lines that name no importMode', 'createOrUpdate');
      await documents.tab('devices.txt dry run.txt').waitFor();
      await documents.shows('Are as in the file already');

      const file = workbench.fileOf('plant.json');
      await writeFile(file, JSON.stringify(template));
      const question = 'Template to deploy to plants';
      await resources.choose(/^Resource group plants/, 'Deploy Template…');
      await quickInput.asks(question);
      await quickInput.pick('Choose a File…');
      await quickInput.chooseFile(question, file, 'Deploy');
      await quickInput.asks('Parameters of the template');
      await quickInput.pick('No file');
      await quickInput.answer('Parameter hubName (string): of the plant', 'planthub');
      await quickInput.accept('Mode');
      await quickInput.accept('Name of the deployment');
      await quickInput.asks('Deploy to plants? 1 to create');
      await documents.shows('IotHubs/planthub');
      await photograph('1-what-would-happen');
      await quickInput.accept('Deploy to plants? 1 to create');
      await resources.row(/^Deploy plant to plants, done/).waitFor();
      await resources.row(/^Resource planthub, IoT hub/).waitFor();
      await documents.tab('plant.md').waitFor();

      await palette.run('Create Virtual Machine');
      await quickInput.asks(/^Resource group$/);
      await quickInput.pick('plants');
      await quickInput.asks('What the machine is made of');
      await quickInput.pick('Ubuntu Server 24.04 LTS');
      await quickInput.accept('Region');
      await quickInput.answer('Name of the machine', 'gateway');
      await quickInput.asks('Size: those that you may have in');
      await photograph('2-size-of-machine');
      await quickInput.accept('Size: those that you may have in');
      await quickInput.accept('User name of the administrator');
      await quickInput.asks('Public SSH key of whoever is to sign in');
      await quickInput.pick('Paste a Public Key…');
      await quickInput.answer('Public SSH key: one line', `ssh-ed25519 ${'A'.repeat(68)}`);
      await quickInput.answer('Address that may connect by SSH (22)', '203.0.113.7');
      await quickInput.asks('What it does when it first starts');
      await quickInput.pick('Nothing More');
      await quickInput.asks('Create gateway with its network, disk and public address?');
      await photograph('3-machine');
      await quickInput.accept('Create gateway with its network, disk and public address?');
      await resources.row(/^Create machine gateway, done/).waitFor();
      await resources.row(/^Virtual machine gateway, running/).waitFor();

      await palette.run('Create Resource Group');
      await quickInput.answer('Name', 'next');
      await quickInput.accept('Region');
      await quickInput.answer('Label, kept as the tag', 'Staging');
      await quickInput.answer('Description, kept as the tag', '');
      await palette.run('Swap Staging and Production');
      await quickInput.asks(/^Resource group$/);
      await quickInput.pick('plants');
      await quickInput.asks('Resource group that changes places with plants');
      await quickInput.pick('next');
      expect(await dialog.text()).toContain('plants gets the tags label=Staging');
      await photograph('4-swap');
      await dialog.choose('Swap');
      await resources.row(/^Swap plants and next, done/).waitFor();
      await resources.row(/^Resource group plants, Staging/).waitFor();
      await photograph('5-swapped');

      expect(await storageAccounts.deleteContainer('backup')).toContain('All files in it are lost');
      await storageAccounts.beginToDelete('plantexports');
      await storageAccounts.delete('plantexports');
      await resources.row(/^Storage account plantexports/).waitFor({ state: 'hidden' });
    });
  },
);
