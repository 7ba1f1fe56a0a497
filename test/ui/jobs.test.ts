import { test } from 'vitest';
import { onJourney } from './journey.ts';

/** The job starts after a minute, and is looked at again some seconds later. */
const untilItRanMs = 150_000;
const journeyMs = 600_000;

test(
  'a person locks doors in one minute, watches the job, and tries again where it failed',
  { timeout: journeyMs },
  async () => {
    await onJourney(
      'jobs',
      async ({ hubs, jobs, palette, quickInput, keyboard, dialog, simulator, documents, job }, photograph) => {
        await hubs.open();
        await hubs.welcome('Start a local hub').click();
        await hubs.row(/^Hub .*, local, running/).waitFor();
        for (const id of ['door-017', 'door-018']) {
          await hubs.choose(/^Devices/, 'Create Device…');
          await quickInput.nameDevice(id);
          await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
        }
        await hubs.choose(/^Device door-017/, 'Simulate Devices');
        await simulator.start();
        await hubs.row(/^Device door-017, connected/).waitFor();

        await palette.run('New Job…');
        for (const asked of [
          /What the job does/,
          /Payload of lockDoor/,
          /Seconds to wait for the answer/,
          /Seconds to wait for the device/,
        ]) {
          await quickInput.asks(asked);
          await keyboard.press('Enter');
        }
        await quickInput.answer(/Condition, as after WHERE/, "STARTSWITH(deviceId, 'door-')");
        await quickInput.answer(/When it starts/, '1m');
        for (const asked of [/How long it may run/, /Id of the job/, /Enter sends it/]) {
          await quickInput.asks(asked);
          await keyboard.press('Enter');
        }
        await jobs.row(/^Job lockDoor, scheduled for/).click();
        await documents.tab(/^Job: lockDoor, scheduled for/).waitFor();
        await job.button('Cancel Job…').waitFor();
        await photograph('1-scheduled');

        await jobs.row(/^Job lockDoor, completed: 1 done, 1 failed/).waitFor({ timeout: untilItRanMs });
        await job.button('Failed 1').click();
        await job.row(/door-018.*DeviceNotOnline/).waitFor();
        await photograph('2-failed');

        await job.button('Retry Failed…').click();
        await dialog.choose('Retry');
        await jobs.row(/^Job lockDoor, completed: 0 done, 1 failed/).waitFor();
        await photograph('3-retried');
      },
    );
  },
);
