import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { onJourney } from './journey.ts';

test('an authority of devices is added, verified with its key, and deleted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const authority = await makeDeviceAuthority();
  await writeFile(join(folder, 'factory.pem'), authority.cert);
  await writeFile(join(folder, 'factory-key.pem'), authority.key);

  await onJourney('authority', async (workbench, photograph) => {
    const { hubs, quickInput, dialog, notifications } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await hubs.expand(/^Certificates/);
    await hubs.row('No authorities yet. Add one.').click();
    await quickInput.chooseFile('Certificate of the Authority', join(folder, 'factory.pem'), 'Add');
    await quickInput.answer('Name under which', 'factory');
    await hubs.row(/^Certificate authority factory, not verified/).waitFor();
    await photograph('1-added');

    await notifications.choose('factory is added.', 'Verify…');
    await quickInput.asks('How do you prove');
    await photograph('2-how-to-prove');
    await quickInput.pick("With the authority's key file…");
    await quickInput.chooseFile('Private Key of the Authority', join(folder, 'factory-key.pem'), 'Use Once');
    await hubs.row(/^Certificate authority factory, verified/).waitFor();
    expect(await hubs.tooltip(/^Certificate authority factory/)).toContain(authority.thumbprint);
    await photograph('3-verified');

    await hubs.choose(/^Certificate authority factory/, 'Delete Certificate Authority…');
    expect(await dialog.text()).toContain('cannot sign in to');
    await dialog.choose('Delete');
    await hubs.row('No authorities yet. Add one.').waitFor();
  });
  await rm(folder, { recursive: true });
});
