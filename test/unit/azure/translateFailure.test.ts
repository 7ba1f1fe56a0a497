import { describe, expect, test } from 'vitest';
import { HubError } from '../../../src/domain/hubError.ts';
import { translateFailure } from '../../../src/azure/iotHub/translateFailure.ts';

const read = { hub: 'contoso', deviceId: 'door' };
const call = { ...read, method: { methodName: 'lockDoor', timeoutInSeconds: 60 } };
const unsent = { maybeSent: false, timedOut: false, answeredByProxy: false };
const sent = { ...unsent, maybeSent: true };

function network(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function answered(statusCode: number): Error {
  return Object.assign(new Error('No'), { response: { statusCode, headers: {} } });
}

function kindOf(error: unknown): string {
  return error instanceof HubError ? error.reason.kind : 'none';
}

describe('a failure of the network', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])(
    '%s means that the hub cannot be reached',
    code => {
      expect(kindOf(translateFailure(network(code), read, unsent))).toBe('unreachable');
    },
  );

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s means that the certificate is not trusted', code => {
    expect(kindOf(translateFailure(network(code), read, unsent))).toBe('untrusted');
  });

  test('leaves it open whether a direct method ran, unless it was never sent', () => {
    expect(kindOf(translateFailure(network('ECONNRESET'), call, sent))).toBe('mayHaveRun');
    expect(kindOf(translateFailure(network('ECONNRESET'), call, unsent))).toBe('unreachable');
  });

  test('that is only silence means that a direct method was not answered', () => {
    const aborted = new DOMException('Timed out', 'AbortError');

    expect(kindOf(translateFailure(aborted, call, { ...sent, timedOut: true }))).toBe('noAnswer');
    expect(kindOf(translateFailure(aborted, read, { ...sent, timedOut: true }))).toBe('unreachable');
  });
});

describe('a proxy', () => {
  const byProxy = { ...unsent, answeredByProxy: true };

  test('that refuses is told from the hub, and a direct method was not sent then', () => {
    expect(translateFailure(answered(407), call, byProxy)).toMatchObject({
      reason: { kind: 'proxy', hub: 'contoso', problem: { kind: 'wantsCredentials' } },
    });
    expect(translateFailure(answered(502), call, byProxy)).toMatchObject({
      reason: { kind: 'proxy', problem: { kind: 'refuses', httpStatus: 502 } },
    });
    expect(kindOf(translateFailure(answered(502), call, sent))).toBe('mayHaveRun');
  });

  test('that does not answer is known by the words of the editor, which carry no code', () => {
    const words = 'Failed to establish a socket connection to proxies: PROXY <credentials>@proxy:3128';

    expect(translateFailure(new Error(words), read, unsent)).toMatchObject({
      reason: { kind: 'proxy', problem: { kind: 'unreachable' } },
    });
  });
});

test('a bug is not made to look like a failure of the hub', () => {
  const bug = Object.assign(new TypeError('The "ca" is no text'), { code: 'ERR_INVALID_ARG_TYPE' });

  expect(translateFailure(bug, read, unsent)).toBe(bug);
});
