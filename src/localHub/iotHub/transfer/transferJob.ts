import * as z from 'zod/mini';
import type { JsonObject } from '../../../domain/json.ts';

const transferTypes = ['export', 'import'] as const;
export const storageAuthenticationTypes = ['keyBased', 'identityBased'] as const;

/** Names that the service gives to blobs unless the job names others. */
export const defaultBlobNames = {
  devices: 'devices.txt',
  errors: 'importErrors.log',
  configurations: 'configurations.txt',
} as const;

/** What a job is to do. The addresses of containers end with their shared access signatures. */
export interface TransferRequest {
  readonly type: (typeof transferTypes)[number];
  /** Only an import has one. */
  readonly inputBlobContainerUri?: string;
  readonly inputBlobName: string;
  readonly outputBlobContainerUri: string;
  /** What an export writes, or where an import writes its errors. */
  readonly outputBlobName: string;
  readonly excludeKeysInExport: boolean;
  readonly includeConfigurations: boolean;
  readonly configurationsBlobName: string;
  readonly storageAuthenticationType: (typeof storageAuthenticationTypes)[number];
}

/** A job as the store keeps it and services see it. The addresses have lost their signatures: nobody needs them any more. */
export const transferJob = z.object({
  jobId: z.string(),
  type: z.enum(transferTypes),
  status: z.enum(['enqueued', 'running', 'completed', 'failed', 'cancelled']),
  /** Percent. */
  progress: z.number(),
  /** Milliseconds since 1970. */
  startMs: z.number(),
  endMs: z.optional(z.number()),
  failureReason: z.optional(z.string()),
  inputBlobContainerUri: z.optional(z.string()),
  inputBlobName: z.optional(z.string()),
  outputBlobContainerUri: z.string(),
  outputBlobName: z.string(),
  excludeKeysInExport: z.optional(z.boolean()),
  includeConfigurations: z.boolean(),
  configurationsBlobName: z.optional(z.string()),
  storageAuthenticationType: z.enum(storageAuthenticationTypes),
});

export type TransferJob = z.infer<typeof transferJob>;

export function newJob(jobId: string, request: TransferRequest, startMs: number): TransferJob {
  const { type, inputBlobContainerUri, includeConfigurations } = request;
  return {
    jobId,
    type,
    status: 'enqueued',
    progress: 0,
    startMs,
    ...(inputBlobContainerUri === undefined
      ? {}
      : { inputBlobContainerUri: withoutSignature(inputBlobContainerUri), inputBlobName: request.inputBlobName }),
    outputBlobContainerUri: withoutSignature(request.outputBlobContainerUri),
    outputBlobName: request.outputBlobName,
    ...(type === 'export' ? { excludeKeysInExport: request.excludeKeysInExport } : {}),
    includeConfigurations,
    ...(includeConfigurations ? { configurationsBlobName: request.configurationsBlobName } : {}),
    storageAuthenticationType: request.storageAuthenticationType,
  };
}

export function isActive({ status }: TransferJob): boolean {
  return status === 'enqueued' || status === 'running';
}

/** The job as `GET /jobs/{id}` of the data plane shows it. */
export function jobDocument({ startMs, endMs, ...job }: TransferJob): JsonObject {
  return {
    ...(Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined)) as JsonObject),
    startTimeUtc: new Date(startMs).toISOString(),
    ...(endMs === undefined ? {} : { endTimeUtc: new Date(endMs).toISOString() }),
  };
}

/** Signatures are secrets, and stand in the query of an address. */
function withoutSignature(uri: string): string {
  return uri.split('?', 1)[0] ?? '';
}
