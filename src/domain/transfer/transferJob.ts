import type { Secret } from '../secret.ts';

/** The states of an import or export job; case as on the wire. */
export const transferJobStates = ['unknown', 'enqueued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type TransferJobState = (typeof transferJobStates)[number];

/** An import or export that a hub runs by itself, from or to a storage container. Times are ISO 8601, UTC. */
export interface TransferJob {
  readonly jobId: string;
  /** `import`, `export`, or another word of the service. */
  readonly type: string;
  readonly status: TransferJobState;
  /** Percent. */
  readonly progress?: number;
  readonly startTimeUtc?: string;
  readonly endTimeUtc?: string;
  readonly failureReason?: string;
  /** What an import reads. */
  readonly input?: BlobPlace;
  /** What an export writes; of an import, the file with its errors. */
  readonly output?: BlobPlace;
  /** Only of a job with configurations. */
  readonly configurations?: BlobPlace;
}

export interface BlobPlace {
  /** Address of the container, without signature. */
  readonly container: string;
  readonly blob: string;
}

export interface ImportOrder {
  /** The address of a container with `devices.txt`, with its SAS. Errors go there, too. */
  readonly container: Secret;
  /** The name of the file, if it is another one. */
  readonly blob?: string;
}

/** The import and export jobs of a hub, of which one runs at a time. Calls end and fail as those of the `HubClient`. */
export interface HubTransferJobs {
  /** Exports all devices, as `devices.txt`. @param container the address of a container, with its SAS. */
  startExport(container: Secret, excludeKeys: boolean, signal?: AbortSignal): Promise<TransferJob>;
  /** Does what the lines of a file ask. What is refused is in `importErrors.log` afterwards. */
  startImport(order: ImportOrder, signal?: AbortSignal): Promise<TransferJob>;
  get(jobId: string, signal?: AbortSignal): Promise<TransferJob>;
  list(signal?: AbortSignal): Promise<readonly TransferJob[]>;
  cancel(jobId: string, signal?: AbortSignal): Promise<void>;
}

export function hasEnded({ status }: TransferJob): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
