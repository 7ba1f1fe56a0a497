import { identityLabel } from '../../domain/identityAddress.ts';
import type { BulkFailure } from '../../domain/hubClient.ts';
import type { BulkEntry, BulkMode } from '../../domain/transfer/bulkEntry.ts';
import { lineObject } from '../../domain/transfer/jsonLine.ts';
import { type TransferDevice, transferLabel } from '../../domain/transfer/transferDevice.ts';
import { type BulkFault, answerOf, failuresOf, warningsOf } from './bulkAnswer.ts';
import type { HubCalls } from './hubCalls.ts';

/** Does what each of up to 100 entries says, in one request. Gives those with which it was not done. */
export async function runBulk(
  calls: HubCalls,
  entries: readonly BulkEntry[],
  signal?: AbortSignal,
): Promise<readonly BulkFailure[]> {
  const byLabel = new Map(entries.map(entry => [transferLabel(entry.device), entry]));
  const faults = await calls.run({
    subject: {},
    signal,
    patient: true,
    finishes: true,
    async send(sdk, { mayRepeat }) {
      const answer = await answerOf(sdk.post('/devices', entries.map(bodyOf)));
      const failures = failuresOf(answer, calls.hub).filter(fault => !mayRepeat || !wasDone(fault, byLabel));
      return [...failures, ...warningsOf(answer, calls.hub)];
    },
  });

  return faults.flatMap(fault => {
    const entry = byLabel.get(identityLabel(fault));
    return entry ? [{ entry, error: fault.error }] : [];
  });
}

/** What the service says of a device with which an earlier try, whose answer was lost, has done it already. */
const doneBefore: Partial<Readonly<Record<BulkMode, readonly string[]>>> = {
  create: ['deviceExists', 'moduleExists'],
  delete: ['deviceNotFound', 'moduleNotFound'],
};

function wasDone(fault: BulkFault, entries: ReadonlyMap<string, BulkEntry>): boolean {
  const mode = entries.get(identityLabel(fault))?.mode;
  return mode !== undefined && (doneBefore[mode] ?? []).includes(fault.error.reason.kind);
}

function bodyOf({ mode, ifMatch, device }: BulkEntry): object {
  const { authentication, ...rest } = lineObject(keysToMake(device));
  return {
    ...rest,
    ...(authentication === undefined ? {} : { authentication }),
    importMode: ifMatch === undefined ? mode : `${mode}IfMatchETag`,
    ...(ifMatch === undefined ? {} : { [mode === 'updateTwin' ? 'twinETag' : 'eTag']: ifMatch }),
  };
}

/** Without keys the service is not told of any, and makes them. */
function keysToMake(device: TransferDevice): TransferDevice {
  const { authentication, ...rest } = device;
  const hasNone = authentication?.type === 'sas' && !authentication.primaryKey && !authentication.secondaryKey;
  return hasNone ? rest : device;
}
