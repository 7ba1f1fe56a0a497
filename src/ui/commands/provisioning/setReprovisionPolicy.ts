import * as vscode from 'vscode';
import { forecastTotals } from '../../../domain/provisioning/forecast.ts';
import { type PolicyName, policyName, policyOf } from '../../../domain/provisioning/reprovisionPolicies.ts';
import { pickOne } from '../../prompts/pickOne.ts';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { policyChoices } from '../../prompts/provisioning/policyChoices.ts';
import { back } from '../../prompts/steps.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { type ForecastBase, forecastBase, forecastWith } from '../../support/provisioning/forecastBase.ts';
import { totalsWords } from '../../support/provisioning/forecastWords.ts';
import { defineCommand } from '../command.ts';
import { changeDocument } from '../../support/provisioning/changeDocument.ts';
import { changeEnrollments } from './changeEnrollments.ts';

export const setReprovisionPolicy = defineCommand({
  id: 'iotHub.setReprovisionPolicy',
  title: vscode.l10n.t('Set Reprovisioning Policy'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node);
    if (!target) return;

    const looking = vscode.l10n.t('Looking at the devices of {0}', target.address.id);
    const base = await withProgress(
      services.waits,
      looking,
      signal => forecastBase(services.hubs, target, signal),
      provisioningViewId,
    );
    const now = policyName(base.record.reprovisionPolicy);
    const title = vscode.l10n.t('Reprovisioning policy of {0}', target.address.id);
    const placeholder = vscode.l10n.t('What becomes of devices that ask again');
    const choices = policyChoices(name => effectOf(base, name, now));
    const chosen = await pickOne(placeholder, choices, { title, step: 1, totalSteps: 1 }, now);
    if (chosen === undefined || chosen === back || chosen === now) return;

    await changeEnrollments(services, vscode.l10n.t('Changing the policy'), [target], (_, signal) =>
      changeDocument(services, target, document => withPolicy(document, chosen), signal),
    );
  },
});

/** What becomes of the devices of this enrollment if they ask again under a policy. */
function effectOf(base: ForecastBase, name: PolicyName, now: PolicyName): string {
  const words = totalsWords(forecastTotals(forecastWith(base, { policy: name })));
  return name === now ? vscode.l10n.t('now · {0}', words) : words;
}

function withPolicy<T extends object>(document: T, name: PolicyName) {
  const { reprovisionPolicy: _before, ...rest } = document as T & { reprovisionPolicy?: unknown };
  const policy = policyOf(name);
  return { ...rest, ...(policy ? { reprovisionPolicy: { ...policy } } : {}) };
}
