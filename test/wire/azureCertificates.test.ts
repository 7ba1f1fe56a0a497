import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProof } from '../../src/certificates/proofOfPossession.ts';
import { createHubResource } from '../../src/azure/resourceManager/hubResource.ts';
import type { ManagementEndpoint } from '../../src/azure/endpoint.ts';
import { givenToken } from '../../src/azure/tokenSource.ts';
import { Secret } from '../../src/domain/secret.ts';
import {
  type Certificate,
  makeAuthorityOfKey,
  makeDeviceAuthority,
  makeDeviceCertificate,
} from '../support/deviceCertificate.ts';
import { LocalHub } from '../support/localHub.ts';
import { managerOf } from './management.ts';
import { openWith } from './service.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

function certificatesOf(change: Partial<ManagementEndpoint> = {}) {
  return resourceOf(change).certificates;
}

function resourceOf(change: Partial<ManagementEndpoint>) {
  const { endpoint: address, subscriptionId, token, resourceGroup } = managerOf(local);
  const management = { address, tokens: givenToken(new Secret(token)), ca: local.ca, ...change };
  return createHubResource({ management, subscriptionId, resourceGroup, name: local.hub.name });
}

const keyOf = ({ key }: Certificate) => ({ pem: new Secret(key) });

test('an authority is added, verified with its key, trusted, and deleted', async () => {
  const certificates = certificatesOf();
  const authority = await makeDeviceAuthority();
  await local.registry().create({ deviceId: 'door', authentication: { type: 'certificateAuthority' } });

  const added = await certificates.add('factory', authority.cert);
  expect(added).toEqual({
    name: 'factory',
    subject: new X509Certificate(authority.cert).subject,
    thumbprint: authority.thumbprint,
    expires: new Date(new X509Certificate(authority.cert).validTo),
    isVerified: false,
    etag: added.etag,
  });

  const code = await certificates.generateVerificationCode(added);
  const proof = await makeProof(code, keyOf(authority), Date.now());
  const verified = await certificates.verify('factory', code, proof);
  expect(verified.isVerified).toBe(true);
  expect(await certificates.list()).toEqual([verified]);
  await (await openWith(local, 'door', await makeDeviceCertificate('door', authority))).close();

  await certificates.delete(verified);
  expect(await certificates.list()).toEqual([]);
});

describe('the key may be', () => {
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const locked = { ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  const kinds = {
    RSA: () => generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding: pkcs8 }),
    'EC on P-384': () =>
      generateKeyPairSync('ec', { namedCurve: 'P-384', publicKeyEncoding, privateKeyEncoding: pkcs8 }),
    locked: () => generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding: locked }),
  };

  test.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s', async kind => {
    const { privateKey } = kinds[kind]();
    const cert = await makeAuthorityOfKey(privateKey, locked.passphrase);
    const certificates = certificatesOf();
    const name = kind.replaceAll(' ', '-');
    const code = await certificates.generateVerificationCode(await certificates.add(name, cert));
    const key = { pem: new Secret(privateKey), passphrase: new Secret(locked.passphrase) };

    const proof = await makeProof(code, key, Date.now());

    expect((await certificates.verify(name, code, proof)).isVerified).toBe(true);
  });
});

describe('a failure says what to do', () => {
  test('when someone else has changed the authority', async () => {
    const certificates = certificatesOf();
    const added = await certificates.add('changed', (await makeDeviceAuthority()).cert);
    await certificates.generateVerificationCode(added);

    await expect(certificates.delete(added)).rejects.toThrow(
      '"changed" was changed by someone else. Refresh the view and try again.',
    );
  });

  test('when the certificate is none', async () => {
    await expect(certificatesOf().add('none', 'nonsense')).rejects.toMatchObject({
      reason: { kind: 'rejected', detail: expect.stringContaining('cannot be read') },
      details: { httpStatus: 400, code: 'BadRequest' },
    });
  });

  test('when the token is refused, without the token', async () => {
    const failure = certificatesOf({ tokens: givenToken(new Secret('foreign')) }).list();

    await expect(failure).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });
    await expect(failure).rejects.not.toThrow(/foreign/);
  });

  test('when nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => server.close(resolve));

    await expect(
      certificatesOf({ address: `https://127.0.0.1:${port}` }).list(AbortSignal.timeout(60_000)),
    ).rejects.toMatchObject({ reason: { kind: 'unreachable' } });
  });
});

test('a key of another certificate, and a file that is no key, are refused before anything is sent', async () => {
  const certificates = certificatesOf();
  const authority = await makeDeviceAuthority();
  const code = await certificates.generateVerificationCode(await certificates.add('wrongKey', authority.cert));

  await expect(makeProof(code, keyOf(await makeDeviceAuthority()), Date.now())).rejects.toThrow(/another certificate/);
  await expect(makeProof(code, { pem: new Secret(authority.cert) }, Date.now())).rejects.toThrow(/no private key/);
});

test('a hub tells its size, and what was used of what it may do', async () => {
  const { sku, units, metrics } = await resourceOf({}).usage();

  expect(sku).not.toBe('');
  expect(units).toBe(1);
  expect(metrics.map(({ name }) => name)).toEqual(['TotalMessages', 'TotalDeviceCount']);
  expect(metrics.every(({ used }) => used >= 0)).toBe(true);
});
