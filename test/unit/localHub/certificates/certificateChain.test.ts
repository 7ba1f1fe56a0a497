import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { expect, test } from 'vitest';
import { commonName, leadsTo } from '../../../../src/localHub/certificates/certificateChain.ts';
import { makeDeviceAuthority, makeDeviceCertificate } from '../../../support/deviceCertificate.ts';

const read = ({ cert }: { readonly cert: string }) => new X509Certificate(cert);

test.each([
  ['door-017', 'door-017'],
  [String.raw`door\,1\+2\;3`, 'door,1+2;3'],
  [String.raw`\#door=$(1)`, '#door=$(1)'],
])('the common name %s is that of the device %s', async (written, deviceId) => {
  expect(commonName(read(await makeDeviceCertificate(written)))).toBe(deviceId);
});

test('an authority vouches through those between, in whatever order they come', async () => {
  const root = await makeDeviceAuthority();
  const upper = await makeDeviceAuthority(root);
  const lower = await makeDeviceAuthority(upper);
  const leaf = read(await makeDeviceCertificate('door', lower));
  const lead = (...between: readonly X509Certificate[]) => leadsTo([read(root)], leaf, between, Date.now());

  expect(lead(read(upper), read(lower))).toBe(true);
  expect(lead(read(lower), read(upper))).toBe(true);
  expect(lead(read(lower))).toBe(false);
});

test('certificates that all vouch for each other lead nowhere, and each is looked at once', async () => {
  const authority = read(await makeDeviceAuthority());
  const twenty = await certificatesOfOneKey(20);
  const [leaf, ...between] = twenty;

  expect(leaf && leadsTo([authority], leaf, between, Date.now())).toBe(false);
});

/** Each of them could have signed all others: they have one subject and one key. */
async function certificatesOfOneKey(count: number): Promise<readonly X509Certificate[]> {
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const made = Array.from({ length: count }, () =>
    x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Anyone',
      keys,
      signingAlgorithm,
      extensions: [new x509.BasicConstraintsExtension(true)],
    }),
  );
  return (await Promise.all(made)).map(certificate => new X509Certificate(certificate.toString('pem')));
}
