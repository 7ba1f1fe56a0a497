import { describe, expect, test } from 'vitest';
import { azCommand, restCall } from '../../../../src/domain/twin/twinRequest.ts';

const azure = { hostName: 'contoso.azure-devices.net', deviceId: 'door-017' };
const change = { patch: { tags: { room: "O'Hara" } }, etag: 'AAAA' };

describe('the az command', () => {
  test('shows a twin', () => {
    expect(azCommand(azure)).toBe('az iot hub device-twin show --hub-name contoso --device-id door-017');
  });

  test('updates a twin, quoted for the shell', () => {
    expect(azCommand({ ...azure, moduleId: 'camera', change })).toBe(
      String.raw`az iot hub module-twin update --hub-name contoso --device-id door-017 --module-id camera --tags '{"room":"O'\''Hara"}' --etag AAAA`,
    );
  });

  test('takes the connection string of another hub from the environment', () => {
    expect(azCommand({ ...azure, hostName: 'localhost:8443' })).toContain('--login "$IOTHUB_CONNECTION_STRING"');
  });
});

describe('the REST call', () => {
  test('reads a twin', () => {
    expect(restCall({ ...azure, deviceId: 'a#b' })).toBe(
      'GET https://contoso.azure-devices.net/twins/a%23b?api-version=2021-04-12 HTTP/1.1\nAuthorization: {{sharedAccessSignature}}\n',
    );
  });

  test('patches a twin if it still has its etag', () => {
    const call = restCall({ ...azure, moduleId: 'camera', change: { ...change, patch: { tags: { room: null } } } });

    expect(call).toContain('PATCH https://contoso.azure-devices.net/twins/door-017/modules/camera?');
    expect(call).toContain('If-Match: "AAAA"\n');
    expect(JSON.parse(call.split('\n\n')[1] ?? '')).toEqual({ tags: { room: null } });
  });
});
