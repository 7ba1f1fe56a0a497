import { expect, test } from 'vitest';
import { findRoute, type Route } from '../../../../../src/localHub/protocols/https/router.ts';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  right: 'registryRead',
  answer: () => ({}),
});
const routes = [route('POST', '/devices/query'), route('GET', '/devices'), route('GET', '/devices/:deviceId')];

test.each([
  ['POST', '/devices/query', '/devices/query'],
  ['GET', '/devices', '/devices'],
  ['GET', '/devices/', '/devices'],
  ['GET', '/Devices/door', '/devices/:deviceId'],
  ['GET', '/devices/query', '/devices/:deviceId'],
])('%s %s goes to %s', (method, pathname, path) => {
  expect(findRoute(routes, method, pathname)).toMatchObject({ kind: 'found', route: { path } });
});

test('what stands for a name is decoded, and keeps its case', () => {
  expect(findRoute(routes, 'GET', '/devices/A%23b')).toMatchObject({ path: { deviceId: 'A#b' } });
});

test('an id with an encoded slash stays one segment', () => {
  expect(findRoute(routes, 'GET', '/devices/a%2Fb')).toMatchObject({ path: { deviceId: 'a/b' } });
});

test.each([
  ['DELETE', '/devices/door', 'wrongMethod'],
  ['GET', '/nothing', 'unknown'],
  ['GET', '/devices/a/b', 'unknown'],
  ['GET', '/devices/%', 'unknown'],
  ['GET', '//', 'unknown'],
])('%s %s is %s', (method, pathname, kind) => {
  expect(findRoute(routes, method, pathname).kind).toBe(kind);
});
