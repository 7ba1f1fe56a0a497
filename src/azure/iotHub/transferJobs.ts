import * as z from 'zod/mini';
import { type HubTransferJobs, type TransferJob, transferJobStates } from '../../domain/transfer/transferJob.ts';
import type { HubCalls } from './hubCalls.ts';
import { optionalText, present, readAnswer } from './wire.ts';

/** The official client's types of a job are other than what the service sends. */
const jobAnswer = z.object({
  jobId: z.string(),
  type: optionalText,
  status: optionalText,
  progress: z.optional(z.nullable(z.number())),
  startTimeUtc: optionalText,
  endTimeUtc: optionalText,
  failureReason: optionalText,
});

/** The import and export jobs of a hub: `/jobs` of its data plane. */
export function transferJobs(calls: HubCalls): HubTransferJobs {
  const subject = {};
  return {
    startExport: (container, excludeKeys, signal) =>
      calls.run({
        subject,
        signal,
        send: async sdk => {
          const order = {
            type: 'export',
            outputBlobContainerUri: container.reveal(),
            excludeKeysInExport: excludeKeys,
          };
          return readJob(await sdk.post('/jobs/create', order));
        },
      }),
    get: (jobId, signal) => calls.run({ subject, signal, send: async sdk => readJob(await sdk.get(pathOf(jobId))) }),
    list: signal =>
      calls.run({
        subject,
        signal,
        send: async sdk => readAnswer(z.array(z.unknown()), await sdk.get('/jobs')).map(readJob),
      }),
    async cancel(jobId, signal) {
      await calls.run({ subject, signal, send: ({ registry }) => registry.cancelJob(jobId) });
    },
  };
}

function pathOf(jobId: string): string {
  return `/jobs/${encodeURIComponent(jobId)}`;
}

function readJob(answer: unknown): TransferJob {
  const { jobId, type, status, ...rest } = readAnswer(jobAnswer, answer);
  const state = transferJobStates.find(one => one === status?.toLowerCase()) ?? 'unknown';
  return { jobId, type: type ?? '', status: state, ...present(rest) };
}
