import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { collect, groupClient, managementClient, managerOf, rawManagementRequest } from './management.ts';

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
  const result = await rawManagementRequest(local, resultPath);
  expect(result.status).toBe(200);
  expect(JSON.parse(result.text)).toMatchObject({ name: 'slow', properties: { provisioningState: 'Succeeded' } });
});

test('what became of an operation can be asked for after a restart', async () => {
  await using folder = await temporaryFolder();
  const body = JSON.stringify({ location: 'local', sku: { name: 'S1' } });
  const before = await LocalHub.start({ data: folder.path });
  const begun = await rawManagementRequest(before, `${hubs}/kept?${version}`, { method: 'PUT', body });
  await before.end('SIGTERM');

  await using after = await LocalHub.start({ data: folder.path });
  const statusPath = String(begun.headers['azure-asyncoperation']).replace(managerOf(after).endpoint, '');
  expect(JSON.parse((await rawManagementRequest(after, statusPath)).text)).toMatchObject({ status: 'Succeeded' });
});

test('a list comes in pages of the size that is asked for, and ends', async () => {
  const { resourceGroups } = groupClient(local);
  for (const name of ['a-1', 'a-2', 'a-3', 'a-4']) await resourceGroups.createOrUpdate(name, { location: 'local' });

  const pages: string[][] = [];
  for await (const page of resourceGroups.list({ top: 2 }).byPage()) pages.push(page.map(({ name }) => name ?? ''));

  expect(pages).toEqual([['a-1', 'a-2'], ['a-3', 'a-4'], ['local']]);
  const tagged = { location: 'local', tags: { line: '7' } };
  await resourceGroups.createOrUpdate('a-2', tagged);
  const found = await collect(resourceGroups.list({ filter: "tagName eq 'line' and tagValue eq '7'" }));
  expect(found).toMatchObject([{ name: 'a-2' }]);
  await expect(collect(resourceGroups.list({ filter: "startswith(name, 'a')" }))).rejects.toMatchObject({
    code: 'InvalidFilterInQueryString',
  });
});

test('who asks too often is told to wait, and how many requests are left before that', async () => {
  await using limited = await LocalHub.start({ args: ['--tier', 'S1'] });
  const path = `/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Devices/IotHubs/none?${version}`;
  const first = await rawManagementRequest(limited, path, { method: 'DELETE' });
  expect(first.headers['x-ms-ratelimit-remaining-subscription-deletes']).toBe('199');

  const askUntilRefused = async () => {
    for (;;) {
      const turn = Array.from({ length: 50 }, () => rawManagementRequest(limited, path, { method: 'DELETE' }));
      const refused = (await Promise.all(turn)).find(({ status }) => status !== 204);
      if (refused) return refused;
    }
  };
  const { status, headers, text } = await askUntilRefused();
  expect(status).toBe(429);
  expect(headers['retry-after']).toMatch(/^\d+$/);
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'SubscriptionRequestsThrottled' } });
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
