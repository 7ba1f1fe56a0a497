import type { DeviceIdentity } from '../device.ts';
import type { HubClient } from '../hubClient.ts';
import type { PlannedLine } from './bulkEntry.ts';
import { type ImportLine, type LineBatch, type BadLine, lineBatches } from './importLines.ts';
import type { ImportMode } from './importMode.ts';
import { largestPage, lookUp } from './lookUp.ts';
import { planLine } from './planLine.ts';
import { transferLabel } from './transferDevice.ts';

/** A file of devices; each call reads it from the start. */
export interface ImportSource {
  lines(signal?: AbortSignal): AsyncIterable<ImportLine>;
}

export interface ImportOrder {
  readonly source: ImportSource;
  /** What lines ask for that name no mode. */
  readonly mode: ImportMode;
}

/** Lines with what is to be done with each. */
export interface PlannedBatch {
  readonly planned: readonly PlannedLine[];
  readonly bad: readonly BadLine[];
  /** Lines that were read so far, of the devices' pass over the file, or of that for modules. */
  readonly lines: number;
}

export type ImportReader = Pick<HubClient, 'queryTwins' | 'listIdentities' | 'statistics'>;

/**
 * Compares a file with a hub, batch after batch, and changes nothing: devices first, then modules if there are any.
 * Holds the ids of the file's devices, and one batch of them.
 * @throws HubError
 */
export async function* planImport(
  client: ImportReader,
  { source, mode }: ImportOrder,
  signal?: AbortSignal,
): AsyncGenerator<PlannedBatch, void> {
  const identities = await smallRegistry(client, signal);
  let modules = 0;
  const counted = countModules(source.lines(signal), () => modules++);
  for await (const batch of lineBatches(counted, 'devices', mode)) yield plan(client, batch, identities, signal);
  if (modules === 0) return;

  for await (const batch of lineBatches(source.lines(signal), 'modules', mode)) {
    yield plan(client, batch, identities, signal);
  }
}

async function* countModules(lines: AsyncIterable<ImportLine>, hear: () => void): AsyncGenerator<ImportLine, void> {
  for await (const line of lines) {
    if ('moduleId' in line.read) hear();
    yield line;
  }
}

async function plan(
  client: ImportReader,
  { good, bad, lines }: LineBatch,
  identities: ReadonlyMap<string, DeviceIdentity>,
  signal?: AbortSignal,
): Promise<PlannedBatch> {
  const devices = good.map(({ device }) => device);
  const known = await lookUp(client, devices, identities, signal);

  const planned = good.map(({ line, device }): PlannedLine => {
    const there = known.get(transferLabel(device));
    return { line, device, plan: planLine(device, device.importMode, there), ...(there ? { known: there } : {}) };
  });
  return { planned, bad, lines };
}

/** All identities of a hub that has few enough for one request; else none. So keys can be compared. */
async function smallRegistry(client: ImportReader, signal?: AbortSignal): Promise<ReadonlyMap<string, DeviceIdentity>> {
  const { totalDeviceCount } = await client.statistics(signal);
  if (totalDeviceCount > largestPage) return new Map();

  return new Map((await client.listIdentities(signal)).map(identity => [identity.deviceId, identity]));
}
