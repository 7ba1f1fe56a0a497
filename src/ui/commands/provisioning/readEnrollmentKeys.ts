import * as vscode from 'vscode';
import type { SymmetricKeys } from '../../../domain/provisioning/enrollment.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { Services } from '../../support/services.ts';

/** The keys of an enrollment. @throws HubError `noKeys` if its devices have certificates. */
export async function readEnrollmentKeys(
  { waits }: Pick<Services, 'waits'>,
  { service, address }: EnrollmentTarget,
): Promise<SymmetricKeys> {
  return withProgress(
    waits,
    vscode.l10n.t('Reading the keys of {0}', address.id),
    async signal => {
      const { client } = await service.connect();
      return client.enrollmentKeys(address, signal);
    },
    provisioningViewId,
  );
}
