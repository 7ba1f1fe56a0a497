import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { rawRequest } from './service.ts';

const version = 'api-version=2021-04-12';

let hub: LocalHub;
let before: unknown;
beforeAll(async () => {
  hub = await LocalHub.start();
  await hub.registry().create({ deviceId: 'door-017' });
  before = await everything();
});
afterAll(() => hub.end());

/** All that bad input could change. */
async function everything(): Promise<unknown> {
  const body = '{"query":"SELECT * FROM devices"}';
  return JSON.parse((await rawRequest(hub, `/devices/query?${version}`, { method: 'POST', body })).text);
}

test.each([
  {
    what: 'an id with a slash',
    path: '/devices/door%2F018',
    method: 'PUT',
    body: '{"deviceId":"door/018"}',
    says: /The id has the character "\/" at position 5/,
  },
  {
    what: 'an id with half of a surrogate pair',
    path: '/devices/door',
    method: 'PUT',
    body: String.raw`{"deviceId":"door\ud800"}`,
    says: /The id has the character .* at position 5/,
  },
  {
    what: 'a query that was cut in the middle',
    path: '/devices/query',
    method: 'POST',
    body: '{"query":"SELECT * FROM devices WHERE tags.floor ="}',
    says: /the query ends here\. \(line 1, column 41\)/,
  },
  {
    what: 'a tag of 40 KB',
    path: '/twins/door-017',
    method: 'PATCH',
    body: JSON.stringify({ tags: { note: 'x'.repeat(40 * 1024) } }),
    says: /tags\.note: the text has 40960 bytes/,
  },
  {
    what: 'a tag with half of a surrogate pair',
    path: '/twins/door-017',
    method: 'PATCH',
    body: String.raw`{"tags":{"note":"\ud800"}}`,
    says: /tags\.note/,
  },
])(
  '$what is refused in a sentence that says where it is, and changes nothing',
  async ({ path, method, body, says }) => {
    const { status, text } = await rawRequest(hub, `${path}?${version}`, { method, body });

    expect({ status, ...(JSON.parse(text) as object) }).toMatchObject({
      status: 400,
      Message: expect.stringMatching(says),
    });
    expect(await everything()).toEqual(before);
  },
);
