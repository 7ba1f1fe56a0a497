import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createRestServer } from '../../../../../src/localHub/protocols/https/restServer.ts';
import type { RestRoute, ServiceResponse } from '../../../../../src/localHub/protocols/https/router.ts';

/** What comes back, raw, from an API whose responses are sent after a commit; and what it tells its log. */
async function ask(answer: () => ServiceResponse) {
  const logged: unknown[] = [];
  const route: RestRoute<never> = { method: 'GET', path: '/doors', answer };
  const server = createRestServer({
    routes: [route],
    admit: () => undefined,
    answer,
    refusal: error => ({ status: 500, body: { refused: error instanceof Error ? error.name : '' } }),
    onCommitted: callback => void setImmediate(callback),
    log: error => void logged.push(error),
  });
  const [client, socket] = duplexPair();
  server.emit('connection', socket);
  client.write('GET /doors HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  return { received: await text(client), logged };
}

test('a body that JSON cannot be made of is refused as any failure', async () => {
  const endless: { self?: object } = {};
  endless.self = endless;
  const { received } = await ask(() => ({ body: endless }));

  expect(received).toMatch(/^HTTP\/1\.1 500 .*\{"refused":"TypeError"\}$/s);
});

test('a response that cannot be sent once it is committed ends its connection, and is logged', async () => {
  const { received, logged } = await ask(() => ({ headers: { location: '/groups/€' }, body: {} }));

  expect(received).toBe('');
  expect(logged).toMatchObject([{ code: 'ERR_INVALID_CHAR' }]);
});
