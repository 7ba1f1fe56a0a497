import * as vscode from 'vscode';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../../domain/provisioning/newEnrollment.ts';
import type { PolicyName } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { KnownHub } from '../../support/provisioning/knownHubs.ts';
import { makeCertificate } from '../../support/provisioning/makeCertificate.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { type Step, askSteps, back } from '../steps.ts';
import { askCertificate } from './askCertificate.ts';
import { enrollmentIdProblem } from './enrollmentIdProblem.ts';
import { policyChoices } from './policyChoices.ts';

/** An enrollment that is to be created, at once or as a document first. */
export interface EnrollmentDraft {
  readonly id: string;
  readonly document: JsonObject;
  readonly asDocument: boolean;
  /** The certificate in the document, if it was made here. */
  readonly made?: CertificateWithKey;
}

interface Answers {
  readonly id: string;
  readonly attestation: 'symmetricKey' | 'x509' | 'newX509';
  /** Host name of the only hub; empty for all that are linked. */
  readonly hub: string;
  readonly policy: PolicyName;
  readonly end: 'create' | 'document';
}

const first: Answers = { id: '', attestation: 'symmetricKey', hub: '', policy: 'migrate', end: 'create' };

/** Asks for what an enrollment cannot do without. */
export async function askEnrollment(
  kind: EnrollmentKind,
  hubs: readonly KnownHub[],
): Promise<EnrollmentDraft | undefined> {
  const title = kind === 'group' ? vscode.l10n.t('New Enrollment Group') : vscode.l10n.t('New Enrollment');
  const steps = [idStep(kind), attestationStep(kind), hubStep(hubs), policyStep, endStep];
  const answers = await askSteps(title, first, steps);
  if (!answers) return undefined;

  const { id, hub, policy, attestation, end } = answers;
  const read = attestation === 'x509' ? await askCertificate(kind) : undefined;
  if (attestation === 'x509' && !read) return undefined;
  const made = attestation === 'newX509' ? await makeCertificate({ kind, id }) : undefined;

  const certificate = read?.pem ?? made?.certificate;
  const document = newEnrollment(kind, id, { hub, policy, ...(certificate === undefined ? {} : { certificate }) });
  return { id, document, asDocument: end === 'document', ...(made ? { made } : {}) };
}

function idStep(kind: EnrollmentKind): Step<Answers> {
  const prompt =
    kind === 'group'
      ? vscode.l10n.t('Id of the group')
      : vscode.l10n.t('Registration id: what the device calls itself when it asks');
  return async (draft, place) => {
    const id = await askText({ prompt, placeholder: 'doors', value: draft.id, problem: enrollmentIdProblem }, place);
    return typeof id === 'string' ? { ...draft, id } : id;
  };
}

function attestationStep(kind: EnrollmentKind): Step<Answers> {
  const group = kind === 'group';
  const choices = [
    {
      label: vscode.l10n.t('$(key) Symmetric key'),
      description: group
        ? vscode.l10n.t('the service makes it; the key of each device is derived from it')
        : vscode.l10n.t('the service makes it'),
      value: 'symmetricKey' as const,
    },
    {
      label: vscode.l10n.t('$(verified) X.509 certificate from a file'),
      description: group ? vscode.l10n.t('of who signs those of the devices') : vscode.l10n.t('of the device'),
      value: 'x509' as const,
    },
    {
      label: vscode.l10n.t('$(verified) X.509 certificate that is made here'),
      description: group
        ? vscode.l10n.t('an authority of its own, which signs those of the devices')
        : vscode.l10n.t('self-signed, good for a year'),
      value: 'newX509' as const,
    },
  ];
  return chosen('attestation', vscode.l10n.t('How devices show who they are'), choices);
}

function hubStep(hubs: readonly KnownHub[]): Step<Answers> {
  const all = {
    label: vscode.l10n.t('All linked hubs'),
    description: vscode.l10n.t("by the service's policy"),
    value: '',
  };
  const single = hubs.map(({ name, hostName }) => ({
    label: name,
    description: hostName === name ? vscode.l10n.t('this one only') : vscode.l10n.t('{0}, this one only', hostName),
    value: hostName,
  }));
  return chosen('hub', vscode.l10n.t('Hub that the devices get'), [all, ...single]);
}

const policyStep: Step<Answers> = (draft, place) =>
  chosen('policy', vscode.l10n.t('What becomes of devices that ask again'), policyChoices())(draft, place);

const endStep: Step<Answers> = (draft, place) =>
  chosen('end', vscode.l10n.t('Ready'), [
    { label: vscode.l10n.t('$(add) Create'), value: 'create' as const },
    {
      label: vscode.l10n.t('$(json) Open as a document first'),
      description: vscode.l10n.t('with the initial twin and all else; saving it creates the enrollment'),
      value: 'document' as const,
    },
  ])(draft, place);

function chosen<K extends keyof Answers>(
  member: K,
  placeholder: string,
  choices: Parameters<typeof pickOne<Answers[K]>>[1],
): Step<Answers> {
  return async (draft, place) => {
    const value = await pickOne<Answers[K]>(placeholder, choices, place, draft[member]);
    return value === undefined || value === back ? value : { ...draft, [member]: value };
  };
}
