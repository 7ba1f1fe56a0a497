import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { onJourney, type Photograph } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

test('a device gets a parent, a module, new keys and a reason to be disabled, another one a certificate', async () => {
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
    await quickInput.asks('Device id');
    await quickInput.input.fill('door/017');
    await quickInput.asks('An id cannot contain "/".');
    await quickInput.input.fill('door-017');
    await keyboard.press('Enter');
    await quickInput.asks('How it signs in');
    await keyboard.press('Enter');

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
    await hubs.choose(/^Device door-017/, 'Swap Keys…');
    expect(await dialog.text()).toContain('both keys stay good');
    await dialog.choose('Swap');
    await hubs.choose(/^Device door-017/, 'Copy SAS Token…');
    await quickInput.pick('1 hour');
    expect(await dialog.text()).toContain('secret until it expires');
    await dialog.choose('Copy');
    await notifications.status('Copied a SAS token of door-017').waitFor();

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

    await useCertificates(workbench, photograph);
  });
});

/** A device gets a certificate of its own, and an authority of devices is added, proved and deleted. */
async function useCertificates(workbench: Workbench, photograph: Photograph): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const authority = await makeDeviceAuthority();
  const [certificateFile, keyFile] = [join(folder, 'factory.pem'), join(folder, 'factory-key.pem')];
  await writeFile(certificateFile, authority.cert);
  await writeFile(keyFile, authority.key);

  const { hubs, quickInput, dialog, notifications } = workbench;
  await hubs.choose(/^Devices/, 'Create Device…');
  await quickInput.answer('Device id', 'safe-1');
  await quickInput.pick('makes a certificate and its key');
  await quickInput.chooseFolder('Folder for the Certificate of safe-1', folder, 'Save Here');
  await notifications.message('Saved safe-1-cert.pem and safe-1-key.pem').waitFor();
  await hubs.row(/^Device safe-1, disconnected/).waitFor();
  await photograph('4-saved');

  await hubs.expand(/^Certificates/);
  await hubs.row('No authorities yet. Add one.').click();
  await quickInput.chooseFile('Certificate of the Authority', certificateFile, 'Add');
  await quickInput.answer('Name under which', 'factory');
  await hubs.row(/^Certificate authority factory, not verified/).waitFor();
  await photograph('5-added');

  await hubs.choose(/^Certificate authority factory/, 'Verify Certificate Authority…');
  await quickInput.asks('How do you prove');
  await quickInput.pick("With the authority's key file…");
  await quickInput.chooseFile('Private Key of the Authority', keyFile, 'Use Once');
  await hubs.row(/^Certificate authority factory, verified/).waitFor();
  expect(await hubs.tooltip(/^Certificate authority factory/)).toContain(authority.thumbprint);
  await photograph('6-verified');

  await hubs.choose(/^Certificate authority factory/, 'Delete Certificate Authority…');
  expect(await dialog.text()).toContain('cannot sign in to');
  await dialog.choose('Delete');
  await hubs.row('No authorities yet. Add one.').waitFor();

  expect(await readdir(folder)).toEqual(expect.arrayContaining(['safe-1-cert.pem', 'safe-1-key.pem']));
  await rm(folder, { recursive: true });
}
