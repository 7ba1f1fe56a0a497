import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubTokenScope } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { KeylessFirst } from '../../src/azure/iotHub/keylessFirst.ts';
import { neededAccess } from '../../src/azure/iotHub/neededAccess.ts';
import { createResourceManager } from '../../src/azure/resourceManager/resourceManager.ts';
import { givenToken } from '../../src/azure/tokenSource.ts';
import type { AccessPolicyKeys } from '../../src/domain/resources/accessPolicyKeys.ts';
import { Secret } from '../../src/domain/secret.ts';
import { SignInError } from '../../src/domain/signInError.ts';
import { LocalHub } from '../support/localHub.ts';
import { managerOf } from './management.ts';

let local: LocalHub;
let policies: readonly AccessPolicyKeys[];
const resourceId = '/subscriptions/s/resourceGroups/local/providers/Microsoft.Devices/IotHubs/contoso';

beforeAll(async () => {
  local = await LocalHub.start();
  const { endpoint: address, token, subscriptionId, resourceGroup } = managerOf(local);
  const manager = createResourceManager({ address, tokens: givenToken(new Secret(token)), ca: local.ca });
  const place = { name: local.hub.name, resourceGroup };
  policies = await manager.in(subscriptionId).hubs.policies(place, local.hub.hostName);
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

/** A client without keys. @param given what the person says when asked whether keys may be used. */
function keyless(token: string | undefined, given?: readonly AccessPolicyKeys[]) {
  const asked: string[] = [];
  const credential = new KeylessFirst({
    name: 'contoso',
    resourceId,
    assignee: 'ada@contoso.com',
    access: neededAccess,
    request: { scope: hubTokenScope('contoso.azure-devices.net') },
    tokens: {
      async getToken(_, signal) {
        if (token === undefined) throw new SignInError({ kind: 'noToken', way: 'The editor', detail: 'AADSTS65002.' });
        return givenToken(new Secret(token)).getToken({ scope: '' }, signal);
      },
    },
    askForKeys: async () => {
      asked.push('keys');
      return given;
    },
  });
  const { hostName } = local.hub;
  return { client: createHubClient({ hostName, credential, ca: local.ca }, { name: 'contoso' }), credential, asked };
}

describe('a hub that is used without keys', () => {
  test('takes a token, and then nobody is asked for keys', async () => {
    const { client, asked, credential } = keyless(managerOf(local).hubToken, policies);
    await client.createDevice('door');

    expect((await client.getTwin('door')).deviceId).toBe('door');
    expect(asked).toEqual([]);
    expect(credential.usesKeys).toBe(false);
  });

  test.each([
    ['refuses the token', 'eyJ.refused.token'],
    ['has no token to take', undefined],
  ])('falls back to keys if it %s and the person agrees, who is asked once', async (_, token) => {
    const { client, asked, credential } = keyless(token, policies);
    await Promise.all([client.getTwin('door'), client.getDevice('door'), client.getTwin('door')]);

    expect(asked).toEqual(['keys']);
    expect(credential.usesKeys).toBe(true);
  });

  test('shows with each request the policy that may do the least', async () => {
    const credential = keyless('eyJ.refused.token', policies).credential;
    const first = { method: 'GET', path: '/twins/door' };
    await credential.refused(Object.assign(new Error(), { name: 'HubError' }) as never, first);
    const authorize = await credential.prepare();
    const policyOf = (method: string, path: string) =>
      /skn=(?<name>\w+)/.exec(authorize({ method, path }))?.groups?.['name'];

    expect(policyOf('GET', '/twins/door')).toBe('service');
    expect(policyOf('GET', '/devices/door')).toBe('registryRead');
    expect(policyOf('PUT', '/devices/door')).toBe('registryReadWrite');
  });

  test('names the role that is missing, its scope and the command that gives it, when there are to be no keys', async () => {
    const { client, asked } = keyless('eyJ.refused.token');
    const failure: unknown = await client
      .updateTwin({ deviceId: 'door' }, { tags: {} }, '*')
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({
      reason: { kind: 'roleMissing', role: 'IoT Hub Twin Contributor', scope: resourceId },
    });
    expect(String(failure)).toContain(
      `az role assignment create --role "IoT Hub Twin Contributor" --assignee "ada@contoso.com" --scope "${resourceId}"`,
    );
    expect(JSON.stringify(failure)).not.toContain('refused.token');
    expect(asked).toEqual(['keys']);
  });

  test('says why there is no token, when there are to be no keys either', async () => {
    await expect(keyless(undefined).client.getTwin('door')).rejects.toThrow(/AADSTS65002/);
  });
});
