import { describe, expect, test } from 'vitest';
import { environmentProxy, proxyFor } from '../../../../src/domain/network/proxySettings.ts';

const proxy = (...noProxy: readonly string[]) => ({ url: 'http://proxy:3128', noProxy, strictSsl: true });

describe('who is reached through a proxy', () => {
  test.each(['localhost', 'LOCALHOST:8443', '127.0.0.1', '127.0.0.1:5671', '[::1]:443'])(
    'is never this machine: %s',
    hostName => expect(proxyFor(hostName, proxy())).toBeUndefined(),
  );

  test.each([
    ['contoso.azure-devices.net'],
    ['.azure-devices.net'],
    ['azure-devices.net'],
    [' Azure-Devices.Net '],
    ['azure-devices.net:443'],
    ['*'],
  ])('is no host that the exception "%s" covers', entry => {
    expect(proxyFor('Contoso.azure-devices.net', proxy(entry))).toBeUndefined();
  });

  test.each([['fabrikam.azure-devices.net'], ['devices.net'], ['azure-devices.net:8883'], ['']])(
    'is every other: the exception "%s" does not cover it',
    entry => expect(proxyFor('contoso.azure-devices.net', proxy(entry))).toEqual(proxy(entry)),
  );

  test('is nobody if there is no proxy', () => {
    expect(proxyFor('contoso.azure-devices.net', undefined)).toBeUndefined();
  });
});

describe('the proxy of an environment', () => {
  test('is the first of four variables, with the exceptions of another', () => {
    expect(
      environmentProxy({ HTTP_PROXY: 'http://b', HTTPS_PROXY: 'http://a', NO_PROXY: 'contoso.com, ,.net' }),
    ).toEqual({
      url: 'http://a',
      noProxy: ['contoso.com', '.net'],
      strictSsl: true,
    });
    expect(environmentProxy({ https_proxy: '', http_proxy: 'http://c' })).toMatchObject({
      url: 'http://c',
      noProxy: [],
    });
  });

  test('is none if none of them is set', () => {
    expect(environmentProxy({ NO_PROXY: '*' })).toBeUndefined();
  });
});
