import * as vscode from 'vscode';
import { onlyDeviceOf } from '../../../certificates/privateKeyFile.ts';
import { EnrollmentSource } from '../../panels/enrollmentSource.ts';
import { enrollmentIdProblem } from '../../prompts/provisioning/enrollmentIdProblem.ts';
import { askText } from '../../prompts/askText.ts';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { type Step, askSteps } from '../../prompts/steps.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { simulatedCertificate } from './simulatedCertificate.ts';

/** As many devices as fit in one process. */
const mostDevices = 10_000;

export const simulateEnrollment = defineCommand({
  id: 'iotHub.simulateEnrollment',
  title: vscode.l10n.t('Simulate Provisioned Devices'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node);
    const ids = target && (await askSimulated(services, target));
    if (!target || !ids) return;

    services.simulatorPanels.show(new EnrollmentSource(services, target, ids), ids);
  },
});

/** Registration ids of devices that have something to show; nothing if the person gives up. */
async function askSimulated(services: Services, target: EnrollmentTarget): Promise<readonly string[] | undefined> {
  const reading = vscode.l10n.t('Loading enrollments');
  const load = async (signal: AbortSignal) =>
    (await target.service.connect()).client.getEnrollment(target.address, signal);
  const record = await withProgress(services.waits, reading, load, provisioningViewId);
  if (record.attestation === 'tpm') {
    const text = vscode.l10n.t('Devices with a TPM cannot be simulated: their keys never leave it.');
    void vscode.window.showInformationMessage(text);
    return undefined;
  }
  if (record.attestation !== 'x509') return askRegistrationIds(target);

  const certificate = await simulatedCertificate(services, target, record);
  if (!certificate) return undefined;
  const only = onlyDeviceOf(certificate);
  return only === undefined ? askRegistrationIds(target) : [only];
}

interface Numbered {
  readonly prefix: string;
  readonly count: number;
}

/** The device of an individual enrollment; of a group, any number with ids of one form. */
async function askRegistrationIds({ address }: EnrollmentTarget): Promise<readonly string[] | undefined> {
  if (address.kind === 'individual') return [address.id];

  const title = vscode.l10n.t('Simulate Provisioned Devices');
  const asked = await askSteps<Numbered>(title, { prefix: `${address.id}-`, count: 10 }, [prefixStep, countStep]);
  if (!asked) return undefined;
  const digits = String(asked.count).length;
  return Array.from({ length: asked.count }, (_, index) => asked.prefix + String(index + 1).padStart(digits, '0'));
}

const prefixStep: Step<Numbered> = async (draft, place) => {
  const prompt = vscode.l10n.t('What the registration ids start with; numbers follow');
  const prefix = await askText({ prompt, value: draft.prefix, problem: prefixProblem }, place);
  return typeof prefix === 'string' ? { ...draft, prefix } : prefix;
};

function prefixProblem(text: string): string | undefined {
  return enrollmentIdProblem(`${text}1`);
}

const countStep: Step<Numbered> = async (draft, place) => {
  const prompt = vscode.l10n.t('How many devices');
  const text = await askText({ prompt, value: String(draft.count), problem: countProblem }, place);
  return typeof text === 'string' ? { ...draft, count: Number(text) } : text;
};

function countProblem(text: string): string | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= mostDevices
    ? undefined
    : vscode.l10n.t('A number from 1 to {0}.', mostDevices.toLocaleString(vscode.env.language));
}
