import type { Json, JsonObject } from '../../../domain/json.ts';
import { type DeviceJobRecord, placeName } from '../../store/deviceJobScan.ts';
import type { Named } from '../../store/identityScan.ts';
import { addressOf } from '../identityName.ts';

/** A row of `devices.jobs`: IoT Hub, "Queries for jobs". A device that did not answer has no `deviceMethodResponse`. */
export function deviceJobDocument(record: DeviceJobRecord): JsonObject {
  const { createdMs, startedMs, endedMs, answer, error } = record;
  return {
    ...addressOf(record.name),
    jobId: record.jobId,
    jobType: record.jobType,
    status: record.status,
    ...(startedMs === null ? {} : { startTimeUtc: time(startedMs) }),
    ...(endedMs === null ? {} : { endTimeUtc: time(endedMs) }),
    createdDateTimeUtc: time(createdMs),
    lastUpdatedDateTimeUtc: time(endedMs ?? startedMs ?? createdMs),
    outcome: { deviceMethodResponse: answer === null ? null : (JSON.parse(answer) as Json) },
    ...(error === null ? {} : { error: JSON.parse(error) as Json }),
  };
}

/** The row with its place among all rows. */
export function namedDeviceJob(record: DeviceJobRecord): Named {
  return { name: placeName(record), document: deviceJobDocument(record) };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
