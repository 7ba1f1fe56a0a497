import { expect, test } from 'vitest';
import { onJourney, type Photograph } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

test('what goes wrong is told in words that help, and what a reload of the window stopped, too', async () => {
  await onJourney('failures', async (workbench, photograph) => {
    const { hubs, palette, quickInput, dialog, notifications, keyboard } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').waitFor();

    await palette.run('Add Hub…');
    await quickInput.asks('Connection string of a policy of the hub');
    await quickInput.input.fill('HostName=contoso.azure-devices.net');
    await quickInput.asks('SharedAccessKeyName is missing. Copy the whole connection string.');
    expect(await quickInput.input.getAttribute('type')).toBe('password');
    await photograph('1-wrong-connection-string');

    await quickInput.input.fill('HostName=localhost:9;SharedAccessKeyName=iothubowner;SharedAccessKey=c2VjcmV0');
    await keyboard.press('Enter');
    await quickInput.asks('Authority of the hub on this machine');
    await keyboard.press('Escape');
    await hubs.row(/cannot be reached/).waitFor();
    await photograph('2-unreachable-hub');
    await hubs.choose(/^Hub localhost/, 'Remove Hub…');
    await dialog.choose('Remove');

    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await hubs.choose(/^Devices/, 'Create Device…');
    await quickInput.nameDevice('door-018');
    await hubs.choose(/^Device door-018, disconnected/, 'Reboot Device');
    await dialog.choose('Reboot Device');
    await notifications.message('"door-018" is not connected').waitFor();
    await hubs.row(/^Device door-018, disconnected/).waitFor();
    await photograph('3-offline-device');

    await hubs.choose(/^Hub .*, local, running/, 'Stop Local Hub');
    await hubs.row(/^Hub .*, local, stopped/).waitFor();
    await palette.run('Reboot Device');
    await notifications.message('No hub is there to work with.').waitFor();
    await photograph('4-stopped-hub');

    await notifications.choose('No hub is there to work with.', 'Start Local Hub');
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await quickInput.asks('First characters of the device id');
    await quickInput.input.press('Escape');
    await simulateOverReload(workbench, photograph);
  });
});

/** A simulation goes on while its page is hidden, and its page says what a reload of the window stopped. */
async function simulateOverReload(workbench: Workbench, photograph: Photograph): Promise<void> {
  const { hubs, palette, documents, simulator } = workbench;
  await hubs.choose(/^Device door-018/, 'Simulate Devices');
  const interval = simulator.frame.locator('#intervalMs input');
  await interval.fill('0.5');
  await interval.press('Tab');
  await simulator.start();
  const tab = documents.tab(/^Simulate Devices: contoso \(1 running\)/);
  await tab.waitFor();

  await hubs.row(/^Device door-018/).click();
  await documents.tab(/^door-018.twin.json/).waitFor();
  expect(await documents.text()).toContain('"deviceId": "door-018"');
  await tab.click();
  await simulator.row(/door-018\s*connected\s*[1-9]/).waitFor();
  expect(await interval.inputValue()).toBe('0.5');
  await photograph('5-shown-again');

  await palette.reloadWindow();
  await documents.tab(/^Simulate Devices: contoso/).click();
  await simulator.frame.getByText('The window was reloaded, which stopped 1 device.').waitFor();
  await simulator.frame.getByRole('button', { name: 'Start 1 Device' }).waitFor();
  expect(await interval.inputValue()).toBe('0.5');
  await photograph('6-reloaded');
}
