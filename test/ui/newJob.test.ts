import { test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person makes a job, is told of each mistake before anything is sent, and schedules it', async () => {
  await onJourney('newJob', async ({ hubs, palette, quickInput, notifications, keyboard }, photograph) => {
    await palette.run('Start Local Hub');
    await hubs.open();
    await hubs.row(/^Hub .*, local, running/).waitFor();
    for (const id of ['door-017', 'door-018']) {
      await palette.run('Create Device');
      await quickInput.nameDevice(id);
      await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
    }

    await hubs.choose(/^Devices/, 'New Job…');
    await quickInput.asks(/What the job does/);
    await photograph('1-what');
    await quickInput.pick(/Lock the doors of a building/);
    await quickInput.answer(/Payload of lockDoor/, `{"lockTime":"${'x'.repeat(200 * 1024)}"}`);
    await quickInput.asks(/bytes are too many/);
    await quickInput.answer(/Payload of lockDoor/, '{"lockTime":"10m"}');
    await quickInput.answer(/Seconds to wait for the answer/, '30');
    await quickInput.answer(/Seconds to wait for the device to connect/, '0');

    await quickInput.answer(/Condition, as after WHERE/, "SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-')");
    await quickInput.asks(/A job takes only what stands after WHERE/);
    await photograph('2-whole-query');
    await quickInput.answer(/Condition, as after WHERE/, "STARTSWITH(deviceId, 'door-')");
    await quickInput.asks(/When it starts/);
    await quickInput.press('Back');
    await quickInput.asks(/2 now: door-017, door-018/);
    await photograph('3-where');
    await keyboard.press('Enter');

    await quickInput.answer(/When it starts/, '2020-01-01 14:00');
    await quickInput.entry(/is over. Write a later time/).waitFor();
    await photograph('4-past');
    await quickInput.answer(/When it starts/, '2030-01-01 14:00 Europe/Berlin');
    await quickInput.answer(/How long it may run/, '2h');
    await quickInput.answer('Id of the job', 'lock doors');
    await quickInput.asks(/" " is not allowed/);
    await quickInput.answer('Id of the job', 'lock-doors');
    await quickInput.entry(/2 devices, as fast as the hub can/).waitFor();
    await photograph('5-review');

    await quickInput.pick('Without limits');
    await quickInput.asks('Tier of the hub');
    await quickInput.pick('S1');
    await quickInput.answer('Units of the hub', '1');
    await quickInput.entry(/2 devices, less than a second on S1/).waitFor();
    await quickInput.pick('Copy as az Command');
    await notifications.status('Copied the az command').waitFor();
    await quickInput.pick('Show What Is Sent');
    await quickInput.entry('Schedule').waitFor();
    await photograph('6-sent');
    await quickInput.pick('Schedule');
    await notifications.message('runs the job lock-doors at').waitFor();
    await photograph('7-scheduled');
  });
});
