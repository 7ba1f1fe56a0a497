import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCertificates } from '../../../src/certificates/readCertificate.ts';
import type { DeviceProof } from '../../../src/protocol/simulatorProcess.ts';
import { certificateProofs } from '../../../src/simulator/provisioning/certificateProofs.ts';
import { SimulatorError } from '../../../src/simulator/simulatorError.ts';
import { type Certificate, makeDeviceAuthority, makeDeviceCertificate } from '../../support/deviceCertificate.ts';

const variable = 'PASSPHRASE';
let folder: string;
let authority: Certificate;
let door: Certificate;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofs-'));
  authority = await makeDeviceAuthority();
  door = await makeDeviceCertificate('door-1', authority);
  await save('authority', authority);
  await save('door-1', { ...door, cert: door.cert + authority.cert });
  await save('locked', { ...authority, key: locked(authority.key) });
  await save('mixed', { cert: authority.cert, key: door.key });
  await save('empty', { cert: 'no certificate', key: authority.key });
  await save('keyless', { cert: authority.cert, key: 'no key' });
});
afterAll(() => rm(folder, { recursive: true }));

async function save(name: string, { cert, key }: Pick<Certificate, 'cert' | 'key'>): Promise<void> {
  await writeFile(join(folder, `${name}-cert.pem`), cert);
  await writeFile(join(folder, `${name}-key.pem`), key);
}

function locked(key: string): string {
  const how = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sesame' } as const;
  return String(createPrivateKey(key).export(how));
}

const proofs = (name: string, value?: string) => {
  const files = { certificateFile: join(folder, `${name}-cert.pem`), keyFile: join(folder, `${name}-key.pem`) };
  return certificateProofs(files, { variable, value });
};

/** The common names of what a device shows, from its own up. */
function shown(proof: DeviceProof) {
  const chain = 'certificate' in proof ? readCertificates(Buffer.from(proof.certificate)) : [];
  return chain.map(({ commonName, issuer }) => ({ commonName, issuer }));
}

test('an authority signs a certificate for each device, which shows it with that of the authority', async () => {
  const proofOf = await proofs('authority');
  const [root] = readCertificates(Buffer.from(authority.cert));
  const issuer = root?.subject;

  expect(shown(await proofOf('door-7'))).toEqual([
    { commonName: 'door-7', issuer },
    { commonName: root?.commonName, issuer },
  ]);
});

test('a device shows its own certificate with its chain, and no other device can', async () => {
  const proofOf = await proofs('door-1');
  expect(shown(await proofOf('door-1'))).toHaveLength(2);

  await expect(proofOf('door-2')).rejects.toThrow(
    /door-1-cert\.pem" is the certificate of "door-1": the device "door-2" cannot ask with it/,
  );
});

test('with {id} in the paths each device has files of its own', async () => {
  const proofOf = await proofs('{id}');

  expect(shown(await proofOf('door-1'))[0]?.commonName).toBe('door-1');
  await expect(proofOf('door-2')).rejects.toThrow(/door-2-cert\.pem" cannot be read/);
  await expect(proofOf('door-$$')).rejects.toThrow(/door-\$\$-cert\.pem" cannot be read/);
});

test('a locked key is unlocked by what the environment says', async () => {
  expect(shown(await (await proofs('locked', 'sesame'))('door-1'))).toHaveLength(2);

  await expect(proofs('locked')).rejects.toThrow(
    /locked-key\.pem" is locked\. Set the environment variable PASSPHRASE to its passphrase\.$/,
  );
  await expect(proofs('locked', 'open')).rejects.toThrow(/^PASSPHRASE does not hold the passphrase of .*locked-key/);
});

test.each([
  ['missing', /missing-cert\.pem" cannot be read/],
  ['empty', /empty-cert\.pem" has no certificate\. Name a file with one in PEM or DER\.$/],
  ['keyless', /keyless-key\.pem" has no private key\. Name a file with one in PEM\.$/],
  ['mixed', /mixed-key\.pem" has not the key of .*mixed-cert\.pem"\. Name the one that belongs to it\.$/],
])('files that do not do are refused in a sentence: %s', async (name, sentence) => {
  await expect(proofs(name, 'a passphrase that nothing needs')).rejects.toThrow(sentence);
  await expect(proofs(name)).rejects.toThrow(SimulatorError);
});
