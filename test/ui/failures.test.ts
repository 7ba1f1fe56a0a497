import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('what goes wrong is told in words that help', async () => {
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
  });
});
