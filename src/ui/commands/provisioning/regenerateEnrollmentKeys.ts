import * as vscode from 'vscode';
import { newEnrollmentKey } from '../../../azure/provisioning/derivedKey.ts';
import { confirm } from '../../prompts/confirm.ts';
import { enrollmentTarget, enrollmentsWithKeys } from '../../prompts/provisioning/pickEnrollment.ts';
import { type Choice, pickOne } from '../../prompts/pickOne.ts';
import { back } from '../../prompts/steps.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import { changeEnrollments } from './changeEnrollments.ts';
import { readEnrollmentKeys } from './readEnrollmentKeys.ts';

type Which = 'primaryKey' | 'secondaryKey';

export const regenerateEnrollmentKeys = defineCommand({
  id: 'iotHub.regenerateEnrollmentKeys',
  title: vscode.l10n.t('Regenerate Enrollment Key'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node, enrollmentsWithKeys);
    const which = target && (await pickKey(target));
    if (!target || !which) return;

    const keys = await readEnrollmentKeys(services, target);
    const changed = { ...keys, [which]: newEnrollmentKey() };
    const symmetricKey = {
      primaryKey: changed.primaryKey.reveal(),
      secondaryKey: changed.secondaryKey.reveal(),
    };
    await changeEnrollments(services, vscode.l10n.t('Changing the key'), [target], (_, signal) =>
      changeDocument(
        services,
        target,
        document => ({ ...document, attestation: { type: 'symmetricKey', symmetricKey } }),
        signal,
      ),
    );
  },
});

async function pickKey({ address }: EnrollmentTarget): Promise<Which | undefined> {
  const title = vscode.l10n.t('Regenerate Enrollment Key');
  const choices: readonly Choice<Which>[] = [
    { label: vscode.l10n.t('Secondary key'), value: 'secondaryKey' },
    { label: vscode.l10n.t('Primary key'), value: 'primaryKey' },
  ];
  const which = await pickOne(vscode.l10n.t('Key to replace'), choices, { title, step: 1, totalSteps: 1 });
  if (which === undefined || which === back) return undefined;

  const agreed = await confirm({
    question: vscode.l10n.t('Replace the key of "{0}"?', address.id),
    detail: vscode.l10n.t(
      "Devices that sign in with it, or with a key derived from it, cannot ask again. This can't be undone.",
    ),
    action: vscode.l10n.t('Replace'),
  });
  return agreed ? which : undefined;
}
