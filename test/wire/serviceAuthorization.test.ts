import iothub from 'azure-iothub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { errorCodeOf, ownerKey, policyToken, rawRequest } from './service.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'contoso'] });
});
afterAll(() => hub.end());

const statistics = '/statistics/devices?api-version=2021-04-12';
const ask = (authorization: string | null) => rawRequest(hub, statistics, { authorization });

describe('a token of the owner', () => {
  test.each(['localhost', 'localhost:1234', '127.0.0.1', 'contoso.azure-devices.net', 'localhost/statistics'])(
    'is good for the audience %s',
    async resource => {
      expect((await ask(policyToken('iothubowner', ownerKey(hub), { resource }))).status).toBe(200);
    },
  );

  test.each([
    ['for another hub', () => policyToken('iothubowner', ownerKey(hub), { resource: 'fabrikam.azure-devices.net' })],
    ['for another resource', () => policyToken('iothubowner', ownerKey(hub), { resource: 'localhost/twins' })],
    ['for the start of a segment', () => policyToken('iothubowner', ownerKey(hub), { resource: 'localhost/stat' })],
    ['that expired', () => policyToken('iothubowner', ownerKey(hub), { expirySeconds: 1 })],
    ['with a wrong key', () => policyToken('iothubowner', Buffer.alloc(32).toString('base64'))],
    ['with a key of another policy', () => policyToken('service', ownerKey(hub))],
    ['of an unknown policy', () => policyToken('nobody', ownerKey(hub))],
    ['that is none', () => 'Basic dXNlcjpwYXNz'],
    ['that is missing', () => null],
  ])('%s is refused with 401003', async (_, token) => {
    const answer = await ask(token());

    expect([answer.status, errorCodeOf(answer)]).toEqual([401, 'IotHubUnauthorized']);
  });
});

test('the official client is told that its key is wrong', async () => {
  const wrong = hub.serviceConnectionString.replace(/SharedAccessKey=.*$/, `SharedAccessKey=${'A'.repeat(43)}=`);
  const registry = iothub.Registry.fromConnectionString(wrong);
  const { _restApiClient: rest } = registry as unknown as { _restApiClient: { setOptions(options: object): void } };
  rest.setOptions({ http: { agent: hub.agent() } });

  await expect(registry.get('door')).rejects.toMatchObject({ name: 'UnauthorizedError' });
});
