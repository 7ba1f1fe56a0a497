import { describe, expect, test } from 'vitest';
import { backOffMs } from '../../../src/azure/iotHub/backOff.ts';
import { HubError } from '../../../src/domain/hubError.ts';

const throttled = new HubError({ kind: 'throttled', hub: 'contoso' });
const failed = new HubError({ kind: 'serverFailure', hub: 'contoso', httpStatus: 503 });
const unreachable = new HubError({ kind: 'unreachable', hub: 'contoso' });

/** How often the call is tried again. */
function waits(error: HubError): number {
  return [1, 2, 3, 4, 5, 6].filter(tries => backOffMs(error, tries, 0) !== undefined).length;
}

describe('the wait before a call is tried again', () => {
  test('doubles, and half of it is left to chance', () => {
    expect([1, 2, 3, 4].map(tries => backOffMs(failed, tries, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect([1, 2, 3, 4].map(tries => backOffMs(failed, tries, 0))).toEqual([500, 1_000, 2_000, 4_000]);
  });

  test('is what a throttling hub asks for, and a little more', () => {
    const asking = new HubError({ kind: 'throttled', hub: 'contoso', retryAfterSeconds: 10 });

    expect(backOffMs(asking, 1, 0)).toBe(10_000);
    expect(backOffMs(asking, 1, 0.5)).toBe(10_500);
  });

  test('ends after some tries: sooner for a hub that is not there than for one that is busy', () => {
    expect([waits(unreachable), waits(failed), waits(throttled)]).toEqual([2, 4, 5]);
  });

  test.each([
    new HubError({ kind: 'deviceNotFound', deviceId: 'door' }),
    new HubError({ kind: 'unauthorized', hub: 'contoso' }),
    new HubError({ kind: 'mayHaveRun', deviceId: 'door', methodName: 'lockDoor' }),
    new HubError({ kind: 'noAnswer', deviceId: 'door', timeoutInSeconds: 60 }),
    new HubError({ kind: 'untrusted', hub: 'contoso' }),
  ])('is not taken when it would not help: $message', error => {
    expect(backOffMs(error, 1, 0)).toBeUndefined();
  });
});
