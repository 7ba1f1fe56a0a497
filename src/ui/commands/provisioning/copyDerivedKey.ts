import * as vscode from 'vscode';
import { derivedKey } from '../../../azure/provisioning/derivedKey.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { enrollmentIdProblem } from '../../prompts/provisioning/enrollmentIdProblem.ts';
import { enrollmentTarget, enrollmentsWithKeys } from '../../prompts/provisioning/pickEnrollment.ts';
import { askLine } from '../../prompts/question.ts';
import {
  type EnrollmentTarget,
  type RegistrationTarget,
  enrollmentOf,
  isRegistration,
} from '../../support/provisioning/enrollmentTarget.ts';
import { defineCommand } from '../command.ts';
import { readEnrollmentKeys } from './readEnrollmentKeys.ts';

const groupsWithKeys = { ...enrollmentsWithKeys, kinds: ['group'] } as const;

/** The key of one device of a group. It is computed here: the group's key does not leave the editor. */
export const copyDerivedKey = defineCommand({
  id: 'iotHub.copyDerivedKey',
  title: vscode.l10n.t('Copy Derived Key'),

  async run(services, node?: Partial<EnrollmentTarget | RegistrationTarget>) {
    const registration = isRegistration(node) && node.groupId !== undefined ? node : undefined;
    const target = registration
      ? enrollmentOf(registration)
      : await enrollmentTarget(services, node as Partial<EnrollmentTarget>, groupsWithKeys);
    const id = target && (registration?.registrationId ?? (await askRegistrationId(target)));
    if (!target || id === undefined) return;

    const { primaryKey } = await readEnrollmentKeys(services, target);
    await copySecret(services.context, id, derivedKey(primaryKey, id), 'enrollmentKey');
  },
});

async function askRegistrationId({ address }: EnrollmentTarget): Promise<string | undefined> {
  const id = await askLine({
    title: vscode.l10n.t('Copy Derived Key of {0}', address.id),
    prompt: vscode.l10n.t('Registration id of the device. It need not have asked yet.'),
    validateInput: text => (text === '' ? undefined : enrollmentIdProblem(text)),
  });
  return id || undefined;
}
