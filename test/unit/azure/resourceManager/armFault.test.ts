import { describe, expect, test } from 'vitest';
import { armFaultText, readArmFault } from '../../../../src/azure/resourceManager/armFault.ts';

/** What people read of an answer. */
function textOf(body: unknown): string | undefined {
  const fault = readArmFault(body);
  return fault && `${fault.code}: ${armFaultText(fault)}`;
}

describe('a fault of the resource manager', () => {
  test('is told with all that was the matter inside', () => {
    const details = [
      { code: 'ScopeLocked', message: 'It has a lock.', details: [{ code: 'Lock', message: 'By ada.' }] },
    ];
    expect(textOf({ error: { code: 'DeletionBlocked', message: 'It was blocked.', details } })).toBe(
      'DeletionBlocked: It was blocked. ScopeLocked: It has a lock. Lock: By ada.',
    );
  });

  test('that a provider answered, and a deployment handed on as text, is told as if it stood there itself', () => {
    const ofProvider = { error: { code: 'SkuNotAvailable', message: 'There is no B9.', target: 'sku', details: null } };
    const details = [{ code: 'Conflict', message: `${JSON.stringify(ofProvider, undefined, 2)}\r\n` }];
    expect(textOf({ error: { code: 'DeploymentFailed', message: 'At least one failed.', details } })).toBe(
      'DeploymentFailed: At least one failed. Conflict: SkuNotAvailable: There is no B9.',
    );
  });

  test('has the inner errors of compute and of OData, too', () => {
    const innererror = { exceptiontype: 'DiskServiceInternalError', errordetail: 'The disk is busy.' };
    expect(textOf({ error: { code: 'Internal', message: 'It failed.', innererror } })).toBe(
      'Internal: It failed. The disk is busy.',
    );
    const odata = { code: 'PasswordError', innererror: { code: 'PasswordTooShort', minLength: 6 } };
    expect(textOf({ error: { code: 'BadArgument', message: 'No.', innererror: odata } })).toBe(
      'BadArgument: No. PasswordError: PasswordTooShort',
    );
  });

  test('keeps a message that only looks like one', () => {
    expect(textOf({ code: 'Odd', message: '{ not JSON' })).toBe('Odd: { not JSON');
    expect(textOf({ code: 'Odd', message: '{"a":1}' })).toBe('Odd: {"a":1}');
  });

  test('is none without a code', () => {
    expect(textOf({ message: 'It is well.' })).toBeUndefined();
    expect(textOf('It is well.')).toBeUndefined();
  });
});
