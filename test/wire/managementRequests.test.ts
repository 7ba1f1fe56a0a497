import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { managementClient, managerOf, rawManagementRequest } from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const hubs = '/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Devices/IotHubs';
const version = 'api-version=2023-06-30';

describe('a request is refused in the words of Azure', () => {
  test.each([
    ['without api-version', hubs, {}, 400, 'MissingApiVersionParameter'],
    ['with one that is not known', `${hubs}?api-version=2015-01-01`, {}, 400, 'InvalidApiVersionParameter'],
    ['for another subscription', `/subscriptions/other/resourceGroups?${version}`, {}, 404, 'SubscriptionNotFound'],
    ['for what is not served', `/subscriptions/{s}/nothing?${version}`, {}, 404, 'InvalidResourceType'],
    ['by a method that is not allowed', `${hubs}/local?${version}`, { method: 'POST' }, 405, 'MethodNotAllowed'],
    [
      'with a body that is no JSON',
      `${hubs}/x1x?${version}`,
      { method: 'PUT', body: '{' },
      400,
      'InvalidRequestContent',
    ],
    [
      'with a body of another form',
      `${hubs}/x1x?${version}`,
      { method: 'PUT', body: '{}' },
      400,
      'InvalidRequestContent',
    ],
  ])('%s', async (_, path, options, status, code) => {
    const answer = await rawManagementRequest(local, path, options);

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error: { code, message: expect.any(String) } });
    expect(answer.headers['x-ms-request-id']).toEqual(expect.any(String));
  });
});

test('a long operation tells where to ask and when, and what became of it', async () => {
  const body = JSON.stringify({ location: 'local', sku: { name: 'S1' } });
  const begun = await rawManagementRequest(local, `${hubs}/slow?${version}`, { method: 'PUT', body });
  expect(begun.status).toBe(201);
  expect(begun.headers['retry-after']).toMatch(/^\d+$/);
  expect(JSON.parse(begun.text)).toMatchObject({ name: 'slow', properties: { provisioningState: 'Creating' } });

  const statusPath = String(begun.headers['azure-asyncoperation']).replace(managerOf(local).endpoint, '');
  const read = async () => JSON.parse((await rawManagementRequest(local, statusPath)).text) as { status: string };
  await expect.poll(async () => (await read()).status).toBe('Succeeded');
  expect(await read()).toMatchObject({ startTime: expect.any(String), endTime: expect.any(String) });
  const resultPath = String(begun.headers['location']).replace(managerOf(local).endpoint, '');
  expect((await rawManagementRequest(local, resultPath)).status).toBe(204);
});

test('an operation that fails tells why, and leaves nothing behind', async () => {
  await using folder = await temporaryFolder();
  await using broken = await LocalHub.start({ data: folder.path });
  await writeFile(join(folder.path, 'hubs', 'broken.db'), 'This is no database, however long it may be.'.repeat(100));
  const { iotHubResource } = managementClient(broken);

  const made = iotHubResource.beginCreateOrUpdateAndWait('local', 'broken', { location: 'local', sku: { name: 'S1' } });

  await expect(made).rejects.toThrow(/The store ".*broken\.db" cannot be read/);
  await expect(iotHubResource.get('local', 'broken')).rejects.toMatchObject({ statusCode: 404 });
});
