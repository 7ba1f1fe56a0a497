import { expect, test } from 'vitest';
import { HubError, type HubErrorReason } from '../../../src/domain/hubError.ts';

const reasons = [
  { kind: 'deviceNotFound', deviceId: 'door-017' },
  { kind: 'deviceExists', deviceId: 'door-017' },
  { kind: 'moduleNotFound', deviceId: 'door-017', moduleId: 'camera' },
  { kind: 'moduleExists', deviceId: 'door-017', moduleId: 'camera' },
  { kind: 'tooManyModules', deviceId: 'door-017' },
  { kind: 'notEdge', deviceId: 'door-017' },
  { kind: 'noKeys', deviceId: 'door-017' },
  { kind: 'deviceDisabled', deviceId: 'door-017' },
  { kind: 'deviceNotOnline', deviceId: 'door-017' },
  { kind: 'noAnswer', deviceId: 'door-017', timeoutInSeconds: 60 },
  { kind: 'etagMismatch', deviceId: 'door-017' },
  { kind: 'enrollmentNotFound', enrollment: 'doors' },
  { kind: 'enrollmentExists', enrollment: 'doors' },
  { kind: 'enrollmentChanged', enrollment: 'doors' },
  { kind: 'tooManyEnrollments', hub: 'contoso' },
  { kind: 'registrationNotFound', registrationId: 'door-017' },
  { kind: 'tooManyDevices', hub: 'contoso' },
  { kind: 'unauthorized', hub: 'contoso' },
  { kind: 'forbidden', hub: 'contoso', detail: 'jobs need the Standard tier.' },
  { kind: 'throttled', hub: 'contoso', retryAfterSeconds: 7 },
  { kind: 'jobNotFound', jobId: 'lock-1' },
  { kind: 'jobExists', jobId: 'lock-1' },
  { kind: 'tooManyJobs', hub: 'contoso' },
  { kind: 'configurationNotFound', configurationId: 'telemetry' },
  { kind: 'configurationExists', configurationId: 'telemetry' },
  { kind: 'configurationChanged', configurationId: 'telemetry' },
  { kind: 'tooManyConfigurations', hub: 'contoso' },
  { kind: 'notInTier', hub: 'contoso', detail: 'jobs are not in it.' },
  { kind: 'throttled', hub: 'contoso' },
  { kind: 'serverFailure', hub: 'contoso', httpStatus: 500 },
  { kind: 'unreachable', hub: 'contoso' },
  { kind: 'untrusted', hub: 'contoso' },
  { kind: 'mayHaveRun', deviceId: 'door-017', methodName: 'lockDoor' },
  { kind: 'rejected', hub: 'contoso', detail: 'the payload is no JSON.' },
] as const satisfies readonly HubErrorReason[];

test.each(reasons)('$kind names the thing and ends as a sentence', reason => {
  const { message } = new HubError(reason);

  expect(message).toContain(`"${nameOf(reason)}"`);
  expect(message).toMatch(/\.$/);
});

test.each(reasons.filter(reason => !('detail' in reason)))('$kind says what to do next', reason => {
  expect(new HubError(reason).message).toMatch(
    /\b(?:Refresh|Choose|Enable|Connect|Look|look at|Reload|Delete|Add|Try|Check)\b/,
  );
});

test('what the reason knows is in the sentence', () => {
  expect(new HubError({ kind: 'noAnswer', deviceId: 'd', timeoutInSeconds: 60 }).message).toContain('within 60 s');
  expect(new HubError({ kind: 'throttled', hub: 'h', retryAfterSeconds: 7 }).message).toContain('in 7 s');
});

test('an error is known by its kind', () => {
  const error: unknown = new HubError({ kind: 'unreachable', hub: 'contoso' }, { httpStatus: 503 });

  expect(HubError.is(error)).toBe(true);
  expect(HubError.is(error, 'unreachable')).toBe(true);
  expect(HubError.is(error, 'untrusted')).toBe(false);
  expect(HubError.is(new Error('other'))).toBe(false);
});

test('the cause and the details of the service stay with it', () => {
  const cause = new Error('socket hang up');
  const error = new HubError({ kind: 'unreachable', hub: 'contoso' }, { trackingId: 'abc' }, { cause });

  expect(error.cause).toBe(cause);
  expect(error.details.trackingId).toBe('abc');
});

function nameOf(reason: HubErrorReason): string {
  if ('deviceId' in reason) return reason.deviceId;
  if ('enrollment' in reason) return reason.enrollment;
  if ('registrationId' in reason) return reason.registrationId;
  if ('configurationId' in reason) return reason.configurationId;
  return 'jobId' in reason ? reason.jobId : reason.hub;
}
