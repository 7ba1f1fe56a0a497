import type { JsonObject } from '../../../domain/json.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { Services } from '../../support/services.ts';

const concurrentCalls = 4;

/** Does something to each enrollment, and shows them as they are then. The first failure is the caller's, after all others. */
export async function changeEnrollments(
  services: Services,
  title: string,
  targets: readonly EnrollmentTarget[],
  change: (target: EnrollmentTarget, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  await withProgress(
    services.waits,
    title,
    signal =>
      mapConcurrently(targets, concurrentCalls, async target => {
        try {
          signal.throwIfAborted();
          await change(target, signal);
        } catch (error) {
          failures.push(error);
        }
      }),
    provisioningViewId,
  );
  for (const { service, address } of targets) services.provisioningTree.refreshEnrollments(service, address.kind);
  if (failures.length > 0) throw failures[0];
}

/** Reads an enrollment, changes its document and replaces it, if nobody else did so in between. */
export async function changeDocument(
  services: Services,
  target: EnrollmentTarget,
  change: (document: JsonObject) => JsonObject,
  signal?: AbortSignal,
): Promise<EnrollmentRecord> {
  const { client } = await target.service.connect();
  const { document, etag } = await client.getEnrollment(target.address, signal);
  const changed = await client.replaceEnrollment(target.address, change(document), etag, signal);
  services.enrollmentDocuments.accept(target, changed);
  return changed;
}
