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
