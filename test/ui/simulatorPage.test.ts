import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a simulation goes on while its page is hidden, and its page says what a reload of the window stopped', async () => {
  await onJourney('simulatorPage', async ({ hubs, palette, quickInput, documents, simulator }, photograph) => {
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    await hubs.choose(/^Devices/, 'Create Device…');
    await quickInput.nameDevice('door-017');
    await hubs.choose(/^Device door-017/, 'Simulate Devices');
    const interval = simulator.frame.locator('#intervalMs input');
    await interval.fill('0.5');
    await interval.press('Tab');
    await simulator.start();
    const tab = documents.tab(/^Simulate Devices: contoso \(1 running\)/);
    await tab.waitFor();

    await hubs.row(/^Device door-017/).click();
    await documents.tab(/^door-017.twin.json/).waitFor();
    expect(await documents.text()).toContain('"deviceId": "door-017"');
    await tab.click();
    await simulator.row(/door-017\s*connected\s*[1-9]/).waitFor();
    expect(await interval.inputValue()).toBe('0.5');
    await photograph('1-shown-again');

    await palette.reloadWindow();
    await documents.tab(/^Simulate Devices: contoso/).click();
    await simulator.frame.getByText('The window was reloaded, which stopped 1 device.').waitFor();
    await simulator.frame.getByRole('button', { name: 'Start 1 Device' }).waitFor();
    expect(await interval.inputValue()).toBe('0.5');
    await photograph('2-reloaded');
  });
});
