import type { Store } from '../../store/store.ts';
import type { Configurations } from '../configurations/configurations.ts';
import type { Registry } from '../registry.ts';
import type { Twins } from '../twins.ts';
import type { BlobWorker } from './blobWorker.ts';
import { Checkpoints } from './checkpoints.ts';
import { exportConfigurations, importConfigurations } from './configurationFile.ts';
import { exportDevices } from './exportDevices.ts';
import { DevicesImport } from './importDevices.ts';
import type { TransferRequest } from './transferJob.ts';

export interface TransferTools {
  readonly store: Store;
  readonly registry: Registry;
  readonly twins: Twins;
  readonly configurations: Configurations;
  readonly worker: BlobWorker;
  readonly startWorker: () => BlobWorker;
  readonly signal: AbortSignal;
  /** Percent. */
  readonly progress: (percent: number) => void;
}

/** Does a job from its first byte to its last. @throws BlobError, StoreError, AbortError */
export async function runTransfer(request: TransferRequest, tools: TransferTools): Promise<void> {
  if (request.type === 'export') await runExport(request, tools);
  else await runImport(request, tools);
}

async function runExport(request: TransferRequest, tools: TransferTools): Promise<void> {
  const { worker, registry, configurations } = tools;
  const { outputBlobContainerUri: containerUri, excludeKeysInExport: excludeKeys } = request;
  const { devices, modules } = registry.counts();
  const total = Math.max(1, devices + modules);

  const upload = await worker.beginWrite({ containerUri, name: request.outputBlobName });
  await exportDevices({ ...tools, upload, excludeKeys, progress: written => tools.progress(percent(written / total)) });
  await worker.commit(upload);
  if (request.includeConfigurations) {
    await exportConfigurations(configurations, worker, { containerUri, name: request.configurationsBlobName });
  }
}

async function runImport(request: TransferRequest, tools: TransferTools): Promise<void> {
  const { worker, configurations } = tools;
  const input = request.inputBlobContainerUri ?? '';

  const errors = await worker.beginWrite({
    containerUri: request.outputBlobContainerUri,
    name: request.outputBlobName,
  });
  await worker.beginLines({ containerUri: input, name: request.inputBlobName }, errors);
  {
    await using checkpoints = new Checkpoints(tools.store, tools.startWorker());
    const progress = (share: number) => tools.progress(percent(share));
    await new DevicesImport({ ...tools, checkpoints, errors, progress }).run();
  }
  if (request.includeConfigurations) {
    const file = { containerUri: input, name: request.configurationsBlobName };
    await importConfigurations(configurations, worker, { file, errors });
  }
  await worker.commit(errors);
}

/** 100 is said by the end of the job. */
function percent(share: number): number {
  return Math.min(99, Math.floor(share * 100));
}
