import type { JsonObject } from '../../domain/json.ts';
import type { Narrowing } from '../../domain/query/narrowing.ts';
import type { Property } from '../../domain/query/syntaxTree.ts';
import { IdentityScan, type Named, type ScannedCollection } from '../store/identityScan.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import type { Scan } from '../store/scan.ts';
import type { Store } from '../store/store.ts';

/** What a condition that reads these properties has to look at, and as little else as can be. */
export function candidates(
  store: Store,
  from: ScannedCollection,
  narrowing: Narrowing,
  properties: readonly Property[],
  show: (record: IdentityRecord) => JsonObject,
): Scan<Named> {
  return (
    IdentityScan.named(store, from, narrowing, properties) ??
    IdentityScan.records(store, from, narrowing, record => ({ name: record.name, document: show(record) }))
  );
}
