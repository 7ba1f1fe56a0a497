import { expect, test } from 'vitest';
import type { NewJob } from '../../../../src/domain/jobs/job.ts';
import { jobAzCommand, jobRestCall } from '../../../../src/domain/jobs/jobRequest.ts';

const call = {
  methodName: 'lockDoor',
  payload: { lockTime: '10m' },
  responseTimeoutInSeconds: 60,
  connectTimeoutInSeconds: 0,
};
const job: NewJob = {
  jobId: 'lock-1',
  action: { kind: 'method', call },
  queryCondition: "tags.building = '43'",
  startTime: '2026-12-01T14:00:00.000Z',
  maxExecutionTimeInSeconds: 600,
};
const azure = 'contoso.azure-devices.net';

test('az creates a job that calls a method', () => {
  expect(jobAzCommand(azure, job)).toBe(
    String.raw`az iot hub job create --hub-name contoso --job-id lock-1 --job-type scheduleDeviceMethod --method-name lockDoor --method-payload '{"lockTime":"10m"}' --method-connect-timeout 0 --method-response-timeout 60 --query-condition 'tags.building = '\''43'\''' --start-time 2026-12-01T14:00:00.000Z --ttl 600`,
  );
});

test('az creates a job that changes twins, at once, on a hub that is not in Azure', () => {
  const { startTime: _, ...now } = job;
  const patch = { properties: { desired: { building: 43 } } };

  expect(jobAzCommand('localhost:8443', { ...now, action: { kind: 'twin', patch }, queryCondition: '*' })).toBe(
    `az iot hub job create --login "$IOTHUB_CONNECTION_STRING" --job-id lock-1 --job-type scheduleUpdateTwin --twin-patch '{"properties":{"desired":{"building":43}}}' --query-condition '*' --ttl 600`,
  );
});

test('the REST call has exactly what is sent, and no secret', () => {
  const [head = '', body = ''] = jobRestCall(azure, job, new Date(0)).split('\n\n');

  expect(head).toBe(
    'PUT https://contoso.azure-devices.net/jobs/v2/lock-1?api-version=2021-04-12 HTTP/1.1\nAuthorization: {{sharedAccessSignature}}\nContent-Type: application/json',
  );
  expect(JSON.parse(body)).toEqual({
    jobId: 'lock-1',
    type: 'scheduleDeviceMethod',
    cloudToDeviceMethod: call,
    queryCondition: "tags.building = '43'",
    startTime: '2026-12-01T14:00:00.000Z',
    maxExecutionTimeInSeconds: 600,
  });
});
