import * as z from 'zod/mini';
import {
  type BlobPlace,
  type HubTransferJobs,
  type TransferJob,
  transferJobStates,
} from '../../domain/transfer/transferJob.ts';
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
  inputBlobContainerUri: optionalText,
  inputBlobName: optionalText,
  outputBlobContainerUri: optionalText,
  outputBlobName: optionalText,
  includeConfigurations: z.optional(z.nullable(z.boolean())),
  configurationsBlobName: optionalText,
});

type JobAnswer = z.infer<typeof jobAnswer>;

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
    startImport: ({ container, blob }, signal) =>
      calls.run({
        subject,
        signal,
        send: async sdk => {
          const uri = container.reveal();
          const order = {
            type: 'import',
            inputBlobContainerUri: uri,
            outputBlobContainerUri: uri,
            ...(blob === undefined ? {} : { inputBlobName: blob }),
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
  const job = readAnswer(jobAnswer, answer);
  const { jobId, type, status, progress, startTimeUtc, endTimeUtc, failureReason } = job;
  const state = transferJobStates.find(one => one === status?.toLowerCase()) ?? 'unknown';
  const known = present({ progress, startTimeUtc, endTimeUtc, failureReason });
  return { jobId, type: type ?? '', status: state, ...known, ...placesOf(job) };
}

/** Names of blobs that a job does not tell are those that the service takes. */
function placesOf(job: JobAnswer): Pick<TransferJob, 'input' | 'output' | 'configurations'> {
  const { inputBlobContainerUri, outputBlobContainerUri, includeConfigurations } = job;
  const isImport = job.type?.toLowerCase() === 'import';
  const output = job.outputBlobName ?? (isImport ? 'importErrors.log' : 'devices.txt');
  return {
    ...(isImport && inputBlobContainerUri
      ? { input: placeOf(inputBlobContainerUri, job.inputBlobName ?? 'devices.txt') }
      : {}),
    ...(outputBlobContainerUri ? { output: placeOf(outputBlobContainerUri, output) } : {}),
    ...(includeConfigurations && outputBlobContainerUri
      ? { configurations: placeOf(outputBlobContainerUri, job.configurationsBlobName ?? 'configurations.txt') }
      : {}),
  };
}

/** The signature in the address of a container is a secret that nobody needs any more. */
function placeOf(containerUri: string, blob: string): BlobPlace {
  return { container: containerUri.split('?', 1)[0] ?? '', blob };
}
