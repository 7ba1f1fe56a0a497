import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkServerIdentity, connect, createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { CertificateFolder } from '../../../../src/localHub/certificates/certificateFolder.ts';
import type { ServerCertificate } from '../../../../src/localHub/certificates/serverCertificate.ts';
import { temporaryFolder } from '../../../support/localHub.ts';

const names = ['contoso.azure-devices.net'];
const dayMs = 24 * 60 * 60 * 1000;

test('clients that trust the authority accept the server by each of its names', async () => {
  await using folder = await temporaryFolder();
  const certificates = new CertificateFolder(folder.path);
  const certificate = await certificates.serverCertificate(names);
  const ca = await readFile(certificates.caFile, 'utf8');

  for (const name of ['localhost', '127.0.0.1', '::1', 'contoso.azure-devices.net']) {
    expect(await handshake(certificate, ca, name)).toBe('accepted');
  }
  expect(await handshake(certificate, ca, 'fabrikam.azure-devices.net')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('the certificate says what a strict client looks for', async () => {
  await using folder = await temporaryFolder();
  const certificates = new CertificateFolder(folder.path);
  const leaf = new X509Certificate((await certificates.serverCertificate(names)).cert);
  const authority = new X509Certificate(await readFile(certificates.caFile));

  expect([authority.ca, leaf.ca]).toEqual([true, false]);
  expect(leaf.checkIssued(authority)).toBe(true);
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('authority and certificate stay the same over a restart', async () => {
  await using folder = await temporaryFolder();
  const before = await new CertificateFolder(folder.path).serverCertificate(names);
  const after = await new CertificateFolder(folder.path).serverCertificate(names);

  expect(after).toEqual(before);
});

test('the certificate is renewed before it ends, by the same authority', async () => {
  await using folder = await temporaryFolder();
  let nowMs = Date.now();
  const certificates = new CertificateFolder(folder.path, () => nowMs);
  const first = await certificates.serverCertificate(names);
  const ca = await readFile(certificates.caFile, 'utf8');

  nowMs += 365 * dayMs;
  expect(await certificates.serverCertificate(names)).toEqual(first);
  nowMs += 2 * dayMs;
  const second = await certificates.serverCertificate(names);

  expect(second).not.toEqual(first);
  expect(Date.parse(new X509Certificate(second.cert).validTo)).toBeGreaterThan(nowMs + 365 * dayMs);
  expect(await readFile(certificates.caFile, 'utf8')).toBe(ca);
});

test('the authority is replaced when it could end before a certificate that it signs', async () => {
  await using folder = await temporaryFolder();
  let nowMs = Date.now();
  const certificates = new CertificateFolder(folder.path, () => nowMs);
  await certificates.serverCertificate(names);
  const ca = await readFile(certificates.caFile, 'utf8');

  nowMs += 19 * 365 * dayMs;
  await certificates.serverCertificate(names);

  expect(await readFile(certificates.caFile, 'utf8')).not.toBe(ca);
});

test('another hub needs another certificate, by the same authority', async () => {
  await using folder = await temporaryFolder();
  const certificates = new CertificateFolder(folder.path);
  await certificates.serverCertificate(names);
  const ca = await readFile(certificates.caFile, 'utf8');

  const both = await certificates.serverCertificate([...names, 'fabrikam.azure-devices.net']);

  expect(new X509Certificate(both.cert).subjectAltName).toContain('fabrikam.azure-devices.net');
  expect(await readFile(certificates.caFile, 'utf8')).toBe(ca);
});

test('a file that a crash tore apart is made anew', async () => {
  await using folder = await temporaryFolder();
  const certificates = new CertificateFolder(folder.path);
  const first = await certificates.serverCertificate(names);
  await writeFile(join(folder.path, 'server.pem'), first.cert.slice(0, 100));

  const second = await certificates.serverCertificate(names);

  expect(await handshake(second, await readFile(certificates.caFile, 'utf8'), 'localhost')).toBe('accepted');
});

test.skipIf(process.platform === 'win32')('keys are for their owner only', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'certificates');
  await new CertificateFolder(path).serverCertificate(names);
  const modeOf = async (file: string) => (await stat(join(path, file))).mode & 0o777;

  expect(await modeOf('.')).toBe(0o700);
  expect(await modeOf('ca-key.pem')).toBe(0o600);
  expect(await modeOf('server-key.pem')).toBe(0o600);
});

async function handshake(certificate: ServerCertificate, ca: string, name: string): Promise<string> {
  const server = createServer(certificate, socket => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // The name that is checked against the certificate, which for addresses is not sent along.
  const client = connect({
    host: '127.0.0.1',
    port,
    ca,
    servername: /^[\d:.]+$/.test(name) ? '' : name,
    checkServerIdentity: (_, cert) => checkServerIdentity(name, cert),
  });
  try {
    await once(client, 'secureConnect');
    return 'accepted';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  } finally {
    client.destroy();
    server.close();
  }
}
