import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a device gets a parent, a module, new keys and a reason to be disabled', async () => {
  await onJourney('identity', async (workbench, photograph) => {
    const { hubs, quickInput, dialog, documents, keyboard, notifications } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub .*, local, running/).waitFor();

    await hubs.choose(/^Devices/, 'Create Edge Device…');
    await quickInput.answer('Device id', 'gateway-1');
    await quickInput.asks('How it signs in');
    await photograph('1-how-it-signs-in');
    await quickInput.pick('the hub makes them');
    await hubs.row(/^Device gateway-1, edge · disconnected/).waitFor();
    await hubs.choose(/^Devices/, 'Create Device…');
    await quickInput.nameDevice('door-017');

    await hubs.choose(/^Device door-017/, 'Set Parent…');
    await quickInput.pick('gateway-1');
    await hubs.choose(/^Device door-017/, 'Create Module…');
    await quickInput.answer('Module id', 'camera');
    await quickInput.asks('How it signs in');
    await keyboard.press('Enter');
    await hubs.row(/^Module camera, module · disconnected/).waitFor();

    await hubs.choose(/^Device door-017/, 'Regenerate Keys…');
    await quickInput.pick('Both keys');
    expect(await dialog.text()).toContain("can't connect any more");
    await photograph('2-regenerate-keys');
    await dialog.choose('Regenerate');

    await hubs.choose(/^Device door-017/, 'Disable Device…');
    await quickInput.answer('Reason; nothing for none', 'in repair');
    await hubs.row(/^Device door-017, disabled/).waitFor();
    expect(await hubs.tooltip(/^Device door-017/)).toContain('Parent: gateway-1');
    await hubs.choose(/^Device door-017/, 'Show Identity');
    await documents.tab('door-017 identity.json').waitFor();
    await hubs.row(/^Device door-017/).click({ button: 'right' });
    await photograph('3-identity');
    await keyboard.press('Escape');

    await hubs.row(/^Device door-017/).click();
    await documents.tab('door-017.twin.json').waitFor();
    await hubs.row(/^Device gateway-1/).click({ modifiers: ['ControlOrMeta'] });
    await hubs.choose(/^Device gateway-1/, 'Delete Device…');
    expect(await dialog.text()).toContain('Delete 2 devices?');
    await dialog.choose('Delete');
    await notifications.message('Deleted 2 devices.').waitFor();
    await hubs.row('No devices yet. Create one.').waitFor();
  });
});

test('a device gets a certificate of its own, in the folder that a person chooses', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  await onJourney('certificate', async (workbench, photograph) => {
    const { hubs, quickInput, notifications } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await hubs.choose(/^Devices/, 'Create Device…');
    await quickInput.answer('Device id', 'safe-1');
    await quickInput.pick('makes a certificate and its key');
    await quickInput.chooseFolder('Folder for the Certificate of safe-1', folder, 'Save Here');
    await notifications.message('Saved safe-1-cert.pem and safe-1-key.pem').waitFor();
    await hubs.row(/^Device safe-1, disconnected/).waitFor();
    await photograph('1-saved');
  });

  expect((await readdir(folder)).toSorted()).toEqual(['safe-1-cert.pem', 'safe-1-key.pem']);
  await rm(folder, { recursive: true });
});
