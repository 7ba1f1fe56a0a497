import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { onJourney } from './journey.ts';

test('a device gets a certificate of its own, and an authority of devices is added, proved and deleted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const authority = await makeDeviceAuthority();
  const [certificateFile, keyFile] = [join(folder, 'factory.pem'), join(folder, 'factory-key.pem')];
  await writeFile(certificateFile, authority.cert);
  await writeFile(keyFile, authority.key);

  await onJourney('certificates', async (workbench, photograph) => {
    const { hubs, quickInput, dialog, notifications } = workbench;
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

    await hubs.expand(/^Certificates/);
    await hubs.row('No authorities yet. Add one.').click();
    await quickInput.chooseFile('Certificate of the Authority', certificateFile, 'Add');
    await quickInput.answer('Name under which', 'factory');
    await hubs.row(/^Certificate authority factory, not verified/).waitFor();
    await photograph('2-added');

    await hubs.choose(/^Certificate authority factory/, 'Verify Certificate Authority…');
    await quickInput.asks('How do you prove');
    await quickInput.pick("With the authority's key file…");
    await quickInput.chooseFile('Private Key of the Authority', keyFile, 'Use Once');
    await hubs.row(/^Certificate authority factory, verified/).waitFor();
    expect(await hubs.tooltip(/^Certificate authority factory/)).toContain(authority.thumbprint);
    await photograph('3-verified');

    await hubs.choose(/^Certificate authority factory/, 'Delete Certificate Authority…');
    expect(await dialog.text()).toContain('cannot sign in to');
    await dialog.choose('Delete');
    await hubs.row('No authorities yet. Add one.').waitFor();
  });

  expect(await readdir(folder)).toEqual(expect.arrayContaining(['safe-1-cert.pem', 'safe-1-key.pem']));
  await rm(folder, { recursive: true });
});
