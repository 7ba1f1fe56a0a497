import { describe, expect, test } from 'vitest';
import type { HubErrorReason } from '../../../src/domain/hubError.ts';
import { translateAnswer } from '../../../src/azure/iotHub/translateAnswer.ts';

const subject = { hub: 'contoso', deviceId: 'door' };
const method = { methodName: 'lockDoor', timeoutInSeconds: 60 };

function named(name: string): string {
  return JSON.stringify({ Message: `ErrorCode:${name};Why.` });
}

function numbered(errorCode: number): string {
  return JSON.stringify({ Message: JSON.stringify({ errorCode, message: 'Why.' }) });
}

function retryAfter(value: string): HubErrorReason {
  return translateAnswer({ httpStatus: 429, body: '', retryAfter: value }, subject).reason;
}

describe('a failed answer', () => {
  test.each([
    [400, named('ArgumentInvalid'), 'rejected'],
    [401, named('IotHubUnauthorizedAccess'), 'unauthorized'],
    [403, numbered(403_012), 'deviceDisabled'],
    [403, numbered(403_010), 'notInTier'],
    [403, numbered(403_003), 'forbidden'],
    [404, numbered(404_002), 'jobNotFound'],
    [409, numbered(409_104), 'jobExists'],
    [429, numbered(429_004), 'tooManyJobs'],
    [429, named('ThrottlingMaxActiveJobCountExceeded'), 'tooManyJobs'],
    [403, numbered(403_002), 'tooManyDevices'],
    [404, numbered(404_001), 'deviceNotFound'],
    [404, named('DeviceNotFound'), 'deviceNotFound'],
    [404, numbered(404_010), 'moduleNotFound'],
    [404, numbered(404_103), 'deviceNotOnline'],
    [404, numbered(404_102), 'deviceNotOnline'],
    [404, named('DeviceNotOnline'), 'deviceNotOnline'],
    [409, numbered(409_001), 'deviceExists'],
    [412, named('PreconditionFailed'), 'etagMismatch'],
    [413, numbered(413_002), 'tooManyDevices'],
    [413, numbered(413_003), 'tooManyModules'],
    [429, '', 'throttled'],
    [500, '', 'serverFailure'],
    [503, '<html>', 'serverFailure'],
    [504, numbered(504_101), 'noAnswer'],
  ])('with HTTP %i and the body %s means %s', (httpStatus, body, kind) => {
    expect(translateAnswer({ httpStatus, body }, subject).reason.kind).toBe(kind);
  });

  test('keeps what the service said for the details, and out of the sentence', () => {
    const error = translateAnswer({ httpStatus: 404, body: numbered(404_001) }, subject);

    expect(error.details).toEqual({ httpStatus: 404, errorCode: 404_001, serviceMessage: 'Why.' });
    expect(error.message).not.toContain('404001');
  });

  test('about a module names it with its device', () => {
    const camera = { ...subject, moduleId: 'camera' };

    expect(translateAnswer({ httpStatus: 409, body: numbered(409_301) }, camera).reason).toEqual({
      kind: 'moduleExists',
      deviceId: 'door',
      moduleId: 'camera',
    });
    expect(translateAnswer({ httpStatus: 404, body: numbered(404_103) }, camera).reason).toEqual({
      kind: 'deviceNotOnline',
      deviceId: 'door/camera',
    });
  });

  test('to a direct method means that it may have run, if the hub failed', () => {
    expect(translateAnswer({ httpStatus: 503, body: '' }, { ...subject, method }).reason).toEqual({
      kind: 'mayHaveRun',
      deviceId: 'door',
      methodName: 'lockDoor',
    });
  });

  test('tells after how many seconds to come back, also from a date', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();

    expect(retryAfter('7')).toEqual({ kind: 'throttled', hub: 'contoso', retryAfterSeconds: 7 });
    expect(retryAfter('soon')).toEqual({ kind: 'throttled', hub: 'contoso' });
    expect(retryAfter(inAMinute)).toMatchObject({ retryAfterSeconds: expect.closeTo(60, -1) as number });
  });
});

test.each([
  [404, 'jobNotFound'],
  [409, 'jobExists'],
  [412, 'rejected'],
])('%i about a job is about the job', (httpStatus, kind) => {
  expect(translateAnswer({ httpStatus, body: '' }, { hub: 'contoso', jobId: 'lock-1' }).reason.kind).toBe(kind);
});
