import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person who has no mouse simulates a device, reboots it and locks its door', async () => {
  await onJourney('keyboard', async (workbench, photograph) => {
    const { hubs, keyboard, palette, quickInput, dialog, documents, simulator } = workbench;
    await palette.run('Focus on Hubs View');
    await keyboard.reach(hubs.welcome('Start a local hub'));
    await photograph('1-welcome');
    await keyboard.press('Enter');
    await hubs.row(/^Hub .*, local, running/).waitFor();

    await palette.run('Focus on Hubs View');
    await keyboard.reach(hubs.row(/^Devices/), 'ArrowDown');
    await keyboard.chooseFromMenu('Create Device…');
    await quickInput.asks('Device id');
    await keyboard.type('door-017');
    await keyboard.press('Enter');
    await quickInput.asks('How it signs in');
    await keyboard.press('Enter');
    await hubs.row(/^Device door-017, disconnected/).waitFor();

    await palette.run('Focus on Hubs View');
    await keyboard.reach(hubs.row(/^Device door-017/), 'ArrowDown');
    await keyboard.chooseFromMenu('Simulate Devices');
    await keyboard.reach(simulator.rebootDelay);
    await keyboard.press('Control+A');
    await keyboard.type('1');
    await photograph('2-settings');
    await keyboard.reach(simulator.startButton, 'Shift+Tab');
    await keyboard.press('Enter');
    await hubs.row(/^Device door-017, connected/).waitFor();

    await palette.run('Focus on Hubs View');
    await keyboard.reach(hubs.row(/^Device door-017/), 'ArrowDown');
    await keyboard.chooseFromMenu('Reboot Device');
    expect(await dialog.text()).toContain('door-017');
    await keyboard.press('Enter');
    await documents.tab('door-017 rebootDevice.json').waitFor();
    await hubs.row(/^Device door-017, connected · rebooted/).waitFor();

    await palette.run('Lock Door');
    await keyboard.reach(quickInput.entry('door-017'), 'ArrowDown');
    await keyboard.press('Enter');
    expect(await dialog.text()).toContain('lockDoor');
    await keyboard.press('Enter');
    await documents.tab('door-017 lockDoor.json').waitFor();
    await photograph('3-locked');
  });
});
