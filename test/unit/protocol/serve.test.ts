import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { connect } from '../../../src/protocol/connect.ts';
import type { ProtocolSchemas, Wire } from '../../../src/protocol/schemas.ts';
import { serve } from '../../../src/protocol/serve.ts';
import { simulatorPage } from '../../../src/protocol/simulatorPage.ts';
import { simulatorProcess } from '../../../src/protocol/simulatorProcess.ts';

const greeter = {
  requests: {
    greet: { args: z.tuple([z.string()]), result: z.string() },
    fail: { args: z.tuple([]), result: z.void() },
  },
  events: { greeted: z.object({ times: z.int() }) },
} satisfies ProtocolSchemas;

test('what one end asks, the other answers', async () => {
  const { page } = greeters();

  await expect(page.ask('greet', 'door-017')).resolves.toBe('Hello door-017');
});

test('a handler that fails is heard as a sentence', async () => {
  const { page } = greeters();

  await expect(page.ask('fail')).rejects.toThrow('It is broken.');
});

test('arguments of a wrong shape never reach a handler, and are not repeated in the answer', async () => {
  const { page } = greeters();
  const answer = page.ask('greet', { secret: 'abc' } as never);

  await expect(answer).rejects.toThrow(/"greet" got arguments of a wrong shape/);
  await expect(answer).rejects.not.toThrow('abc');
});

test.each(['unknown', 'toString', '__proto__'])('nobody answers "%s"', async method => {
  const { page } = greeters();

  await expect(page.ask(method as 'greet', 'x')).rejects.toThrow(`No handler for "${method}"`);
});

test('events of the right shape are heard, others are passed over', () => {
  const { host, hostWire, greeted } = greeters();
  host.emit('greeted', { times: 1 });
  hostWire.post({ type: 'event', name: 'greeted', data: { times: 'often' } });
  hostWire.post({ type: 'event', name: 'constructor', data: {} });
  hostWire.post('noise');

  expect(greeted.mock.calls).toEqual([[{ times: 1 }]]);
});

test('closing an end fails what is unanswered, and what is asked later', async () => {
  const { page } = greeters();
  const unanswered = page.ask('greet', 'x');
  page.close('The page is gone.');

  await expect(unanswered).rejects.toThrow('The page is gone.');
  await expect(page.ask('greet', 'y')).rejects.toThrow('The page is gone.');
});

test('after it is disposed, a host says nothing more', () => {
  const { host, greeted } = greeters();
  host.dispose();
  host.emit('greeted', { times: 1 });

  expect(greeted).not.toHaveBeenCalled();
});

test('no message between the page and its host has room for a connection string', () => {
  const described = JSON.stringify(Object.values(simulatorPage.requests).map(({ args }) => z.toJSONSchema(args)));

  expect(described).not.toMatch(/connectionString/);
  expect(JSON.stringify(z.toJSONSchema(simulatorProcess.requests.add.args))).toMatch(/connectionString/);
});

test.each([
  ['configure', [{ template: 7 }]],
  ['add', [{ devices: [{ deviceId: 'a' }] }]],
  ['stop', ['all']],
  ['addFailed', [[{}]]],
] as const)('the simulator process takes no garbage for "%s"', (method, args) => {
  expect(simulatorProcess.requests[method].args.safeParse(args).success).toBe(false);
});

function greeters() {
  const [hostWire, pageWire] = wires();
  const greeted = vi.fn<(event: { times: number }) => void>();
  const page = connect(pageWire, greeter, { greeted });
  const host = serve(hostWire, greeter, {
    greet: name => `Hello ${name}`,
    fail() {
      throw new Error('It is broken.');
    },
  });
  return { page, host, hostWire, greeted };
}

/** Two ends of one wire. */
function wires(): [Wire, Wire] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()];
  const end = (mine: 0 | 1, other: 0 | 1): Wire => ({
    post: message => listeners[other].forEach(listener => listener(message)),
    listen(listener) {
      listeners[mine].add(listener);
      return () => void listeners[mine].delete(listener);
    },
  });
  return [end(0, 1), end(1, 0)];
}
