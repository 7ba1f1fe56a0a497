import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person reboots a simulated device and locks its door', async () => {
  await onJourney('reboot', async ({ hubs, palette, quickInput, dialog, documents, simulator }, photograph) => {
    await hubs.open();
    await hubs.welcome('Start a local hub').waitFor();
    await hubs.widen(120);
    await photograph('1-welcome');

    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub .*, local, running/).waitFor();

    await hubs.choose(/^Devices/, 'Create Device…');
    await quickInput.nameDevice('door-017');
    await hubs.row(/^Device door-017, disconnected/).waitFor();
    await photograph('2-device');

    await hubs.choose(/^Device door-017/, 'Simulate Devices');
    await simulator.setRebootDelay(1);
    await photograph('3-simulator');
    await simulator.start();
    await hubs.row(/^Device door-017, connected/).waitFor();
    await photograph('4-simulated');

    await hubs.choose(/^Device door-017/, 'Reboot Device');
    expect(await dialog.text()).toContain('door-017');
    await photograph('5-confirm');
    await dialog.choose('Reboot Device');
    await hubs.row(/^Device door-017, waiting for the device to report its reboot time/).waitFor();
    await photograph('6-waiting');
    await documents.tab('door-017 rebootDevice.json').waitFor();
    expect(await documents.text()).toContain('This is the response from the device');
    await hubs.row(/^Device door-017, connected · rebooted/).waitFor();
    expect(await hubs.tooltip(/^Device door-017/)).toMatch(/Last reboot: .*\d/);
    await photograph('7-rebooted');

    await palette.run('Lock Door');
    await quickInput.pick('door-017');
    await dialog.choose('Lock Door');
    await documents.tab('door-017 lockDoor.json').waitFor();
    expect(await documents.text()).toContain('lockDoor called successfully');
    await hubs.row(/^Device door-017, connected · locked/).waitFor();
    await hubs.expand(/^Methods/);
    await hubs.row(/lockDoor/).waitFor();
    await documents.moveAside();
    await simulator.row(/lockDoor → 200/).waitFor();
    await photograph('8-locked');
  });
});
