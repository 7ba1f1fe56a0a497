import type { PlannedLine } from './bulkEntry.ts';
import { lookUp } from './lookUp.ts';
import { mapConcurrently } from '../mapConcurrently.ts';
import type { Checkpoint, MigrationOrder, Unmigrated } from './migration.ts';
import { type KnownDevice, planLine } from './planLine.ts';
import { runBatch } from './runImport.ts';
import { type TransferDevice, transferLabel } from './transferDevice.ts';

/** What became of a batch. */
type BatchOutcome = Pick<Checkpoint, 'counts' | 'unmigrated'>;

/** Few, because a hub allows some hundred look-ups a minute. */
const lookUpsAtOnce = 8;

/** Brings up to a hundred devices, or modules, to the target. */
export async function migrateBatch(
  { to, existing, dry }: Pick<MigrationOrder, 'to' | 'existing' | 'dry'>,
  devices: readonly TransferDevice[],
  signal?: AbortSignal,
): Promise<BatchOutcome> {
  const known = await lookUp(to, devices, new Map(), signal);
  const all = await mapConcurrently(devices, lookUpsAtOnce, async (device): Promise<PlannedLine> => {
    const found = known.get(transferLabel(device));
    const wanted = { ...ofTarget(device), importMode: 'createOrUpdate' } as const;
    const there = found && !dry ? await withKeys(to, found, signal) : found;
    const plan = planLine(wanted, wanted.importMode, there);
    return { line: 0, device: wanted, plan, ...(there ? { known: there } : {}) };
  });
  const isConflict = ({ plan, device }: PlannedLine) =>
    plan.kind === 'change' && existing === 'leave' && !isSystemModule(device);
  const conflicts = all.filter(isConflict);
  const planned = all.filter(line => !isConflict(line));
  const failures = dry ? [] : await runBatch(to, planned, signal);

  const failed = new Map(failures.map(({ entry, error }) => [transferLabel(entry.device), error.message]));
  const done = (kind: PlannedLine['plan']['kind']) =>
    planned.filter(({ plan, device }) => plan.kind === kind && !failed.has(transferLabel(device))).length;
  return {
    counts: {
      created: done('create'),
      overwritten: done('change'),
      same: done('unchanged'),
      conflicts: conflicts.length,
      failed: failed.size,
    },
    unmigrated: [...conflicts.map(conflictOf), ...[...failed].map(([label, reason]) => ({ label, reason }))],
  };
}

/** Whether two devices are the same is known only with their keys. */
async function withKeys(to: MigrationOrder['to'], { twin }: KnownDevice, signal?: AbortSignal): Promise<KnownDevice> {
  const { deviceId, moduleId } = twin;
  const address = { deviceId, ...(moduleId === undefined ? {} : { moduleId }) };
  return { twin, identity: await to.getIdentity(address, signal) };
}

function conflictOf({ device }: PlannedLine): Unmigrated {
  return { label: transferLabel(device), reason: 'It exists in the target and is different there. It was left alone.' };
}

/** The target makes etags of its own, and with an edge device the modules of its runtime, with credentials of theirs. */
function ofTarget(device: TransferDevice): TransferDevice {
  const { eTag: _eTag, twinETag: _twinETag, reported: _reported, ...rest } = device;
  if (!isSystemModule(device)) return rest;
  const { authentication: _credentials, ...module } = rest;
  return module;
}

function isSystemModule({ moduleId }: TransferDevice): boolean {
  return moduleId?.startsWith('$') === true;
}
