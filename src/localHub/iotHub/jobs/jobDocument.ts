import type { Json, JsonObject } from '../../../domain/json.ts';
import type { DeviceJobCounts } from '../../store/deviceJobTable.ts';
import type { JobRecord } from '../../store/jobTable.ts';

/** The job as `GET /jobs/v2/{id}` shows it. */
export function jobDocument(record: JobRecord, counts: DeviceJobCounts): JsonObject {
  const { status, failureReason } = record;
  return {
    jobId: record.id,
    type: record.type,
    status,
    queryCondition: record.queryCondition,
    createdTime: time(record.createdMs),
    startTime: time(record.startMs),
    ...(record.endedMs === null ? {} : { endTime: time(record.endedMs) }),
    maxExecutionTimeInSeconds: record.maxExecutionSeconds,
    [record.type === 'scheduleDeviceMethod' ? 'cloudToDeviceMethod' : 'updateTwin']: JSON.parse(record.action) as Json,
    ...(failureReason === null ? {} : { failureReason, statusMessage: failureReason }),
    deviceJobStatistics: {
      deviceCount: counts.pending + counts.running + counts.completed + counts.failed,
      failedCount: counts.failed,
      succeededCount: counts.completed,
      runningCount: counts.running,
      pendingCount: counts.pending,
    },
  };
}

/** What version 2 says of an import or export job, which is one of version 1. */
export function unknownJobDocument(id: string): JsonObject {
  return { jobId: id, type: 'unknown', status: 'unknown' };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
