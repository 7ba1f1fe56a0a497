import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { managementClient, managerOf, ownManager, rawManagementRequest } from './management.ts';

interface Claims {
  readonly iss: string;
  readonly aud: string;
  readonly tid: string;
  readonly nbf: number;
  readonly exp: number;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let local: LocalHub;

beforeAll(async () => {
  folder = await temporaryFolder();
  local = await LocalHub.start({ data: folder.path });
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const path = '/subscriptions?api-version=2022-12-01';
const foreign = '11111111-2222-3333-4444-555555555555';

/** The token of the ready line with other claims, signed as the local hub signs. */
function tokenWith(change: Partial<Claims>, { alg = 'HS256', signed = true } = {}): string {
  const [, body = ''] = managerOf(local).token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  const text = `${encode({ typ: 'JWT', alg })}.${encode({ ...claims, ...change })}`;
  return `${text}.${signed ? createHmac('sha256', signingKey()).update(text).digest('base64url') : ''}`;
}

function signingKey(): Buffer {
  using database = new DatabaseSync(join(folder.path, 'catalogue.db'), { readOnly: true });
  const row = database.prepare("SELECT value FROM settings WHERE name = 'tokenKey'").get();
  return Buffer.from(String(row?.['value']), 'base64');
}

test('the token of the ready line lets in, and so does one that is like it', async () => {
  expect((await rawManagementRequest(local, path)).status).toBe(200);
  expect((await rawManagementRequest(local, path, { authorization: `Bearer ${tokenWith({})}` })).status).toBe(200);
});

describe('a token is refused, with a challenge and in the words of Azure,', () => {
  const past = Math.floor(Date.now() / 1000) - 3600;

  test.each<[string, () => string | null, string]>([
    ['when there is none', () => null, 'AuthenticationFailed'],
    ['of another kind', () => 'SharedAccessSignature sr=x', 'AuthenticationFailedInvalidHeader'],
    ['that is no token', () => 'Bearer nonsense', 'InvalidAuthenticationToken'],
    [
      'that nobody signed',
      () => `Bearer ${tokenWith({}, { alg: 'none', signed: false })}`,
      'InvalidAuthenticationToken',
    ],
    ['of another algorithm', () => `Bearer ${tokenWith({}, { alg: 'none' })}`, 'InvalidAuthenticationToken'],
    ['that was changed', () => `Bearer ${managerOf(local).token.slice(0, -6)}AAAAAA`, 'InvalidAuthenticationToken'],
    ['that has expired', () => `Bearer ${tokenWith({ exp: past })}`, 'ExpiredAuthenticationToken'],
    [
      'for another audience',
      () => `Bearer ${tokenWith({ aud: 'https://management.azure.com/' })}`,
      'InvalidAuthenticationTokenAudience',
    ],
    [
      'of another tenant',
      () => `Bearer ${tokenWith({ iss: `https://sts.windows.net/${foreign}/`, tid: foreign })}`,
      'InvalidAuthenticationTokenTenant',
    ],
  ])('%s', async (_, authorization, code) => {
    const { status, headers, text } = await rawManagementRequest(local, path, { authorization: authorization() });

    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer authorization_uri="https:\/\/.+", error="invalid_token"/);
    expect(JSON.parse(text)).toMatchObject({ error: { code } });
  });
});

test('the official client tells of a token that has expired', async () => {
  const { iotHubResource } = managementClient(local, tokenWith({ exp: 1_600_000_000 }));

  await expect(iotHubResource.get('local', 'local')).rejects.toMatchObject({
    statusCode: 401,
    code: 'ExpiredAuthenticationToken',
  });
});

test.each<[string, () => string, RegExp]>([
  ['that was changed', () => `${managerOf(local).token.slice(0, -6)}AAAAAA`, /is invalid/],
  ['that has expired', () => tokenWith({ exp: 1_600_000_000 }), /expiry/],
  ['of another tenant', () => tokenWith({ iss: `https://sts.windows.net/${foreign}/`, tid: foreign }), /issuer|tenant/],
])(
  'the extension tells of a token %s in the words of the resource manager, and not of the token',
  async (_, make, words) => {
    const token = make();
    const failure: unknown = await ownManager(local, token)
      .subscriptions()
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ reason: { kind: 'unauthorized', detail: expect.stringMatching(words) } });
    expect(inspect(failure, { depth: 9 })).not.toContain(token);
  },
);

test('no token goes to the log', async () => {
  const said: string[] = [];
  await using quiet = await LocalHub.start();
  quiet.process.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await rawManagementRequest(quiet, path);
  await quiet.end();

  expect(said.join('')).not.toContain(managerOf(quiet).token);
});
