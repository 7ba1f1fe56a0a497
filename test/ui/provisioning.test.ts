import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

const group = /^Enrollment group doors,/;
/** Two starts of the local hub, and each of ten devices two times. */
const limitMs = 8 * 60_000;

test('ten devices are provisioned and move to another hub with their data', { timeout: limitMs }, async () => {
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
    await notifications.message('All 10 devices have arrived.').waitFor();
    await provisioning.expand(group);
    await provisioning.row(/^Registration doors-01, fabrikam · moved with its data/).waitFor();
    await photograph('5-moved');
  });
});

/** The first device reports something that can be seen in its twin. */
async function lockDoor({ hubs, provisioning, palette, dialog, documents }: Workbench): Promise<void> {
  await provisioning.close();
  await palette.run('Refresh');
  await hubs.choose(/^Device doors-01,/, 'Lock Door');
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
