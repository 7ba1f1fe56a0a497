import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDeviceAuthority, makeDeviceCertificate } from '../support/deviceCertificate.ts';
import { LocalHub } from '../support/localHub.ts';
import { managementClient } from './management.ts';
import { openWith } from './service.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

/** The official client's calls about the certificates of the hub. */
function certificates() {
  const { certificates: client } = managementClient(local);
  return {
    list: async () => (await client.listByIotHub('local', 'local')).value ?? [],
    put: (name: string, certificate: string, ifMatch?: string) =>
      client.createOrUpdate('local', 'local', name, { properties: { certificate } }, ifMatch ? { ifMatch } : {}),
    get: (name: string) => client.get('local', 'local', name),
    code: (name: string, etag = '*') => client.generateVerificationCode('local', 'local', name, etag),
    verify: (name: string, certificate: string, etag = '*') =>
      client.verify('local', 'local', name, etag, { certificate }),
    delete: (name: string, etag = '*') => client.delete('local', 'local', name, etag),
  };
}

test('an authority is trusted once its owner has proved to have the key, and until it is deleted', async () => {
  const { put, get, code, verify, delete: remove } = certificates();
  const authority = await makeDeviceAuthority();
  const leaf = await makeDeviceCertificate('door', authority);
  await local.registry().create({ deviceId: 'door', authentication: { type: 'certificateAuthority' } });
  const refused = { name: 'UnauthorizedError' };

  const uploaded = await put('factory', authority.cert);
  expect(uploaded.properties).toMatchObject({ isVerified: false, thumbprint: authority.thumbprint });
  expect(uploaded.properties?.expiry).toEqual(new Date(new X509Certificate(authority.cert).validTo));
  await expect(openWith(local, 'door', leaf)).rejects.toMatchObject(refused);

  const asked = await code('factory', uploaded.etag);
  const proof = await makeDeviceCertificate(asked.properties?.verificationCode ?? '', authority);
  const verified = await verify('factory', proof.cert, asked.etag);
  expect(verified.properties?.isVerified).toBe(true);
  expect(await get('factory')).toEqual(verified);
  await (await openWith(local, 'door', leaf)).close();

  await remove('factory', verified.etag);
  await expect(openWith(local, 'door', leaf)).rejects.toMatchObject(refused);
  await expect(get('factory')).rejects.toMatchObject({ statusCode: 404 });
});

describe('a proof is refused', () => {
  test('for another code', async () => {
    const { put, code, verify } = certificates();
    const authority = await makeDeviceAuthority();
    await put('anotherCode', authority.cert);
    await code('anotherCode');

    const proof = await makeDeviceCertificate('ABCDEF', authority);

    await expect(verify('anotherCode', proof.cert)).rejects.toThrow(/common name is not the verification code/);
  });

  test('by another key', async () => {
    const { put, get, code, verify } = certificates();
    await put('anotherKey', (await makeDeviceAuthority()).cert);
    const { properties } = await code('anotherKey');

    const proof = await makeDeviceCertificate(properties?.verificationCode ?? '', await makeDeviceAuthority());

    await expect(verify('anotherKey', proof.cert)).rejects.toThrow(/not signed by the key of the certificate/);
    expect((await get('anotherKey')).properties?.isVerified).toBe(false);
  });

  test('that nobody asked for', async () => {
    const { put, verify } = certificates();
    const authority = await makeDeviceAuthority();
    await put('notAsked', authority.cert);

    await expect(verify('notAsked', authority.cert)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('an upload is refused', () => {
  test("that is no certificate, or not an authority's", async () => {
    const { put, list } = certificates();
    const before = await list();

    await expect(put('nonsense', 'nonsense')).rejects.toThrow(/cannot be read/);
    await expect(put('leaf', (await makeDeviceCertificate('door')).cert)).rejects.toThrow(/not one of an authority/);
    expect(await list()).toEqual(before);
  });

  test('over one that is there, unless it names its etag', async () => {
    const { put } = certificates();
    const first = await put('twice', (await makeDeviceAuthority()).cert);
    const { cert } = await makeDeviceAuthority();

    await expect(put('twice', cert)).rejects.toMatchObject({ statusCode: 412 });
    await expect(put('twice', cert, 'AAAAAAAAAAA=')).rejects.toMatchObject({ statusCode: 412 });
    expect((await put('twice', cert, first.etag)).etag).not.toBe(first.etag);
  });
});

test('a certificate may come as PEM, as base64 of DER and as base64 of PEM', async () => {
  const { put } = certificates();
  const { cert, thumbprint } = await makeDeviceAuthority();
  const der = new X509Certificate(cert).raw.toString('base64');

  for (const [name, text] of [
    ['pem', cert],
    ['der', der],
    ['base64', Buffer.from(cert).toString('base64')],
  ] as const) {
    expect((await put(name, text)).properties?.thumbprint).toBe(thumbprint);
  }
});
