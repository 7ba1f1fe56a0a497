/**
 * Limits of jobs: IoT Hub developer guide, "Schedule jobs on multiple devices" and "Quotas and throttling". The longest
 * execution time is not documented: two days were seen in the field, and an hour is what the official clients choose.
 */
export const jobLimits = {
  idLength: 64,
  historyDays: 30,
  maxExecutionTimeInSeconds: { least: 1, most: 172_800, default: 3_600 },
} as const;
