import { expect, test } from 'vitest';
import {
  certificateConnectionString,
  deviceConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../../src/domain/connectionString.ts';
import { printHubConnectionString } from '../../../src/domain/printHubConnectionString.ts';
import { Secret } from '../../../src/domain/secret.ts';

const key = 'MDEyMzQ1Njc4OWFiY2RlZg==';

test.each(['contoso.azure-devices.net', 'localhost:8443', '127.0.0.1:8443'])(
  'the connection string of %s gives host, policy and key',
  hostName => {
    const parsed = parseHubConnectionString(
      `HostName=${hostName};SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`,
    );
    if (!isHubConnectionString(parsed)) throw new Error(parsed.kind);

    expect(parsed).toMatchObject({ hostName, sharedAccessKeyName: 'iothubowner' });
    expect(parsed.sharedAccessKey.reveal()).toBe(key);
  },
);

test('order, spaces, line ends and the case of field names do not matter', () => {
  const parsed = parseHubConnectionString(
    ` sharedaccesskey=${key} ; sharedAccessKeyName=service;\n hostname=contoso.azure-devices.net; \r\n`,
  );

  expect(parsed).toMatchObject({ hostName: 'contoso.azure-devices.net', sharedAccessKeyName: 'service' });
});

test.each([
  ['', { kind: 'empty' }],
  ['  ;; ', { kind: 'empty' }],
  ['contoso.azure-devices.net', { kind: 'malformed', part: 1 }],
  [`HostName=a.b;;${key}`, { kind: 'malformed', part: 2 }],
  [`SharedAccessKeyName=a;SharedAccessKey=${key}`, { kind: 'missing', field: 'HostName' }],
  [`HostName=a.b;SharedAccessKey=${key}`, { kind: 'missing', field: 'SharedAccessKeyName' }],
  ['HostName=a.b;SharedAccessKeyName=iothubowner', { kind: 'missing', field: 'SharedAccessKey' }],
  ['HostName=a.b;SharedAccessKeyName=iothubowner;SharedAccessKey=', { kind: 'missing', field: 'SharedAccessKey' }],
  [`HostName=a.b;DeviceId=d;SharedAccessKey=${key}`, { kind: 'device' }],
  [`HostName=a b;SharedAccessKeyName=x;SharedAccessKey=${key}`, { kind: 'hostName', hostName: 'a b' }],
  [`HostName=https://a.b;SharedAccessKeyName=x;SharedAccessKey=${key}`, { kind: 'hostName', hostName: 'https://a.b' }],
  ['HostName=a.b;SharedAccessKeyName=x;SharedAccessKey=not base64', { kind: 'key' }],
  ['HostName=a.b;SharedAccessKeyName=x;SharedAccessKey=abcde', { kind: 'key' }],
])('%j is refused for a reason', (text, problem) => {
  expect(parseHubConnectionString(text)).toEqual(problem);
});

test('what is told of a bare key does not repeat it', () => {
  expect(parseHubConnectionString(key)).toEqual({ kind: 'malformed', part: 1 });
});

test('a device reaches its hub with its id and key, a module with its own id too', () => {
  const secret = new Secret(key);

  expect(deviceConnectionString('localhost:8443', 'door-017', secret).reveal()).toBe(
    `HostName=localhost:8443;DeviceId=door-017;SharedAccessKey=${key}`,
  );
  expect(deviceConnectionString('localhost:8443', 'door-017', secret, 'camera').reveal()).toBe(
    `HostName=localhost:8443;DeviceId=door-017;ModuleId=camera;SharedAccessKey=${key}`,
  );
});

test('the connection string for a certificate says so, and has no key', () => {
  expect(certificateConnectionString('localhost:8443', { deviceId: 'door-017', moduleId: 'camera' })).toBe(
    'HostName=localhost:8443;DeviceId=door-017;ModuleId=camera;x509=true',
  );
});

test('a connection string prints as stars', () => {
  expect(String(deviceConnectionString('localhost', 'd', new Secret(key)))).toBe('***');
});

test('a connection string that was read prints as it was', () => {
  const text = `HostName=localhost:8443;SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`;
  const parsed = parseHubConnectionString(text);
  if (!isHubConnectionString(parsed)) throw new Error(parsed.kind);

  expect(printHubConnectionString(parsed).reveal()).toBe(text);
});
