import iothub from 'azure-iothub';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { managerOf } from './management.ts';
import { errorCodeOf, rawRequest } from './service.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const path = '/devices/door?api-version=2021-04-12';

test('the official client reads and writes devices with a token instead of a key', async () => {
  const asked: string[] = [];
  const credential = {
    getToken: async (scopes: string | string[]) => {
      asked.push(...[scopes].flat());
      return { token: managerOf(local).hubToken, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  const registry = iothub.Registry.fromTokenCredential('localhost', credential);
  const { _restApiClient: rest } = registry as unknown as { _restApiClient: { setOptions(options: object): void } };
  rest.setOptions({ http: { agent: local.agent() } });

  await registry.create({ deviceId: 'door' });
  expect((await registry.get('door')).responseBody.deviceId).toBe('door');
  expect((await registry.getTwin('door')).responseBody.deviceId).toBe('door');
  expect(new Set(asked)).toEqual(new Set(['https://iothubs.azure.net/.default']));
});

test('a token for the resource manager does not let into a hub, nor one for hubs into the resource manager', async () => {
  const refused = await rawRequest(local, path, { authorization: `Bearer ${managerOf(local).token}` });
  expect(refused.status).toBe(401);
  expect(errorCodeOf(refused)).toBe('IotHubUnauthorized');
  expect(refused.text).toContain('https://iothubs.azure.net');

  const port = Number(new URL(managerOf(local).endpoint).port);
  const authorization = `Bearer ${managerOf(local).hubToken}`;
  const other = await rawRequest(local, '/subscriptions?api-version=2022-12-01', { authorization, port });
  expect(other.status).toBe(401);
});

test('a token that somebody changed is refused', async () => {
  const authorization = `Bearer ${managerOf(local).hubToken.slice(0, -6)}AAAAAA`;

  expect((await rawRequest(local, path, { authorization })).status).toBe(401);
});
