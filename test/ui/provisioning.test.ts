import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

const group = /^Enrollment group doors,/;
/** Two starts of the local hub, and each of ten devices three times. */
const limitMs = 8 * 60_000;

test('ten devices are provisioned, move with their data, and move back without it', { timeout: limitMs }, async () => {
  await onJourney('provisioning', async (workbench, photograph) => {
    const { hubs, provisioning, palette, quickInput, dialog, documents, notifications, simulator } = workbench;
    await hubs.open();
    await hubs.widen(220);
    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub contoso, local, running/).waitFor();
    await palette.run('New Local Hub');
    await quickInput.answer('Name of the hub', 'fabrikam');
    await hubs.row(/^Hub fabrikam, local, running/).waitFor();
    await palette.run('New Local Provisioning Service');
    await quickInput.answer('Name of the service', 'gate');
    await hubs.row(/^Hub contoso, local, running/).waitFor();

    await provisioning.open();
    await provisioning.choose(/^Provisioning service gate, local, running/, 'New Enrollment Group…');
    await quickInput.answer('Id of the group', 'doors');
    await quickInput.pick('Symmetric key');
    await quickInput.asks('Hub that the devices get');
    await quickInput.pick('contoso');
    await quickInput.asks('What becomes of devices that ask again');
    await photograph('1-policies');
    await quickInput.pick('Re-provision and migrate data');
    await quickInput.pick('Create');
    await provisioning.row(group).waitFor();

    await provisioning.choose(group, 'Simulate Provisioned Devices…');
    await quickInput.answer('What the registration ids start with', 'doors-');
    await quickInput.answer('How many devices', '10');
    await simulator.start();
    await simulator.row(/doors-10.*connected.*contoso/s).waitFor();
    await photograph('2-simulated');

    await lockDoor(workbench);
    await provisioning.open();
    await provisioning.choose(group, 'What Would Happen…');
    await documents.tab('doors what would happen.md').waitFor();
    await photograph('3-dry-run');

    await move(workbench, 'To a closer hub', 'fabrikam');
    expect(await dialog.text()).toContain('10 devices are called by the direct method reprovision');
    await photograph('4-review');
    await dialog.choose('Move');
    await notifications.choose('All 10 devices have arrived.', 'Show Report');
    await documents.tab('doors move.json').waitFor();
    await provisioning.expand(group);
    await provisioning.row(/^Registration doors-01, fabrikam · moved with its data/).waitFor();
    await photograph('5-moved');
    await openTwin(workbench, 'fabrikam');
    await documents.shows('"doorLock"');
    await photograph('6-migrated-twin');

    await provisioning.open();
    await move(workbench, 'To a new customer', 'contoso');
    expect(await dialog.text()).toContain('Their twins are reset');
    await dialog.choose('Move');
    await notifications.message('All 10 devices have arrived.').waitFor();
    await provisioning.row(/^Registration doors-01, contoso · data reset/).waitFor();
    await openTwin(workbench, 'contoso');
    expect(await documents.text()).not.toContain('doorLock');
    await photograph('7-reset-twin');
    await documents.tab(/^Simulate Devices/).click();
    await simulator.row(/doors-01.*connected.*contoso ← fabrikam ← contoso/s).waitFor();
    await photograph('8-simulated-again');
    await simulator.askForHubsAgain();
  });
});

/** Opens the twin of the first device where all ten are now. Not by its row: that is drawn anew while the hub counts. */
async function openTwin({ hubs, provisioning, palette, quickInput, documents }: Workbench, hub: string): Promise<void> {
  await provisioning.close();
  await hubs.row(new RegExp(`^Statistics of ${hub}, 10 devices, 10 connected`)).waitFor();
  await palette.run('Edit Twin');
  await quickInput.pick(hub);
  await quickInput.pick('doors-01');
  await documents.path(hub).waitFor();
  await documents.shows('"deviceId": "doors-01"');
}

/** The first device reports something that can be seen in its twin. */
async function lockDoor({ palette, quickInput, dialog, documents }: Workbench): Promise<void> {
  await palette.run('Lock Door');
  await quickInput.pick('contoso');
  await quickInput.pick('doors-01');
  await dialog.choose('Lock Door');
  await documents.tab('doors-01 lockDoor.json').waitFor();
}

/** Answers all that a move asks, up to its review. */
async function move({ provisioning, quickInput }: Workbench, reason: string, hub: string): Promise<void> {
  await provisioning.choose(group, 'Move Devices…');
  await quickInput.pick(reason);
  await quickInput.asks('Hub to which they move');
  await quickInput.pick(hub);
  await quickInput.asks('What becomes of their data');
  await quickInput.input.press('Enter');
  await quickInput.pick('simulated devices have it');
}
