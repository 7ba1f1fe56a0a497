import { test } from 'vitest';
import { onJourney } from './journey.ts';

test('a resource group of the local subscription is made, and deleted once its name was typed', async () => {
  await onJourney('resources', async ({ hubs, resources, palette, quickInput, keyboard }, photograph) => {
    await palette.run('Start Local Hub');
    await hubs.open();
    await hubs.row(/^Hub .*, local, running/).waitFor();

    await palette.run('Create Resource Group');
    await quickInput.asks('Name');
    await quickInput.input.fill('gates.');
    await quickInput.asks('A dot does not stand last.');
    await quickInput.input.fill('gates');
    await quickInput.accept('Name');
    await quickInput.accept('Region');
    await quickInput.answer('Label, kept as the tag', 'Gates of the south');
    await quickInput.answer('Description, kept as the tag', '');

    await resources.open();
    await resources.expand(/^Subscription/);
    await resources.row(/^Resource group gates, Gates of the south/).waitFor();
    await photograph('1-made');

    await resources.choose(/^Resource group gates/, 'Delete Resource Group…');
    await quickInput.asks("It is empty. This can't be undone. Type gates to delete it.");
    await quickInput.input.fill('gate');
    await quickInput.asks('Type gates, or press Escape to keep it.');
    await photograph('2-wrong-name');
    await quickInput.input.fill('gates');
    await keyboard.press('Enter');
    await resources.row(/^Delete resource group gates, done/).waitFor();
    await resources.row(/^Resource group gates/).waitFor({ state: 'hidden' });
    await photograph('3-deleted');
  });
});
