import type { ContainerEndpoint } from '../../../azure/endpoint.ts';
import { ContainerFiles } from '../../../azure/storage/containerFiles.ts';
import { FailedLines, type LeftOut } from '../../../domain/transfer/failedLines.ts';
import { type ImportError, parseImportError } from '../../../domain/transfer/importErrors.ts';
import { defaultImportMode } from '../../../domain/transfer/importMode.ts';
import { printJsonLine } from '../../../domain/transfer/jsonLine.ts';
import { describeLineProblem } from '../../../domain/transfer/lineProblem.ts';
import { isLineProblem } from '../../../domain/transfer/readTransferDevice.ts';
import { type ModeLine, refusedLines } from '../../../domain/transfer/refusedLines.ts';
import { textLines } from '../../../domain/transfer/textLines.ts';
import { transferLabel } from '../../../domain/transfer/transferDevice.ts';
import type { TransferJob } from '../../../domain/transfer/transferJob.ts';
import { containerOf } from './blobSource.ts';
import { checkUnchanged, isCsv } from './importFile.ts';
import type { PlannedImport } from './imports.ts';
import { type TextSource, textPieces } from './textPieces.ts';
import { watchTransferJob } from './watchTransferJob.ts';

/** Where a hub writes what it did not import. */
const errorsFile = 'importErrors.log';
/** A storage that is gone is not waited for any longer: the import has come to its end. */
const mostForDeletionMs = 10_000;

export interface JobImport extends LeftOut {
  readonly job: TransferJob;
  /** What was written to the container for the job and could not be deleted after it: `ACCOUNT/CONTAINER/FILE`. */
  readonly left?: string;
}

interface Watcher {
  readonly signal: AbortSignal;
  readonly hear: (job: TransferJob) => void;
  readonly uploading: () => void;
}

/**
 * Has the hub import a planned file by a job. What is not in the container, or not as a job reads it, is written there
 * first, and deleted afterwards: it may hold keys.
 * @throws HubError, StorageError, TransferFileError
 */
export async function importByJob(
  planned: PlannedImport,
  container: ContainerEndpoint,
  watcher: Watcher,
): Promise<JobImport> {
  await checkUnchanged(planned.file);
  const files = new ContainerFiles(container);
  if (isReady(planned, container)) return runJob(planned, files, container, planned.file.text.name, watcher);

  const uploaded = `import-${crypto.randomUUID()}.txt`;
  watcher.uploading();
  try {
    await files.write(uploaded, jobLines(planned, watcher.signal), watcher.signal);
    const done = await runJob(planned, files, container, uploaded, watcher);
    return (await isDeleted(files, uploaded)) ? done : { ...done, left: `${container.name}/${uploaded}` };
  } catch (error) {
    await isDeleted(files, uploaded);
    throw error;
  }
}

/** What became of the import is worth more than why its file could not be deleted. */
async function isDeleted(files: ContainerFiles, file: string): Promise<boolean> {
  try {
    await files.delete(file, AbortSignal.timeout(mostForDeletionMs));
    return true;
  } catch {
    return false;
  }
}

async function runJob(
  planned: PlannedImport,
  files: ContainerFiles,
  { address }: ContainerEndpoint,
  blob: string,
  { signal, hear }: Watcher,
): Promise<JobImport> {
  const { client } = await planned.hub.connect();
  const started = await client.transferJobs.startImport({ container: address, blob }, signal);
  const job = await watchTransferJob(client.transferJobs, started, signal, hear);
  const refused = job.status === 'completed' ? await readRefused(files) : new Map<string, Refusals>();
  return { job, ...(await leftOut(planned, refused)) };
}

/** A job knows JSON lines only, and no other mode for lines that name none. */
function isReady({ file, mode }: PlannedImport, container: ContainerEndpoint): boolean {
  return containerOf(file.text) === container && mode === defaultImportMode && !isCsv(file.text.name);
}

async function* jobLines({ file, mode }: PlannedImport, signal: AbortSignal): AsyncGenerator<string, void> {
  for await (const { read } of file.lines(signal)) {
    if (!isLineProblem(read)) yield `${printJsonLine({ ...read, importMode: read.importMode ?? mode })}\n`;
  }
}

type Refusals = [ImportError, ...ImportError[]];

/** Why the hub refused which devices and modules. */
async function readRefused(files: ContainerFiles): Promise<ReadonlyMap<string, Refusals>> {
  const source: TextSource = {
    name: errorsFile,
    stamp: () => files.etagOf(errorsFile),
    bytes: signal => files.read(errorsFile, signal),
  };
  const refused = new Map<string, Refusals>();
  for await (const { text = '' } of textLines(textPieces(source))) {
    const error = parseImportError(text);
    if (error.label === undefined) continue;
    const before = refused.get(error.label);
    if (before) before.push(error);
    else refused.set(error.label, [error]);
  }
  return refused;
}

/** Lines that are no device, and those that the hub refused: it names devices, not lines. */
async function leftOut({ file, mode }: PlannedImport, refused: ReadonlyMap<string, Refusals>): Promise<LeftOut> {
  const failed = new FailedLines();
  const linesOf = new Map<string, ModeLine[]>();
  for await (const { number: line, read } of file.lines()) {
    if (isLineProblem(read)) {
      failed.add({ line, reason: describeLineProblem(read) });
      continue;
    }
    const label = transferLabel(read);
    if (!refused.has(label)) continue;
    const lines = linesOf.get(label) ?? [];
    lines.push({ line, mode: read.importMode ?? mode });
    linesOf.set(label, lines);
  }
  for (const [label, refusals] of refused) {
    for (const { line, reason } of refusedLines(linesOf.get(label) ?? [], refusals)) {
      failed.add({ line, label, reason });
    }
  }
  return failed.leftOut;
}
