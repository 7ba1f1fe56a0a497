import * as vscode from 'vscode';
import type { MachineSize, OsType, OwnImage, PlatformImage } from '../../../domain/resources/compute.ts';
import type { MachineLogin, NewMachine } from '../../../domain/resources/machineTemplate.ts';
import { machineNameProblem } from '../../../domain/resources/resourceNames.ts';
import { openToProblem, passwordProblem } from '../../../domain/resources/sshKey.ts';
import { userNameProblem } from '../../../domain/resources/userName.ts';
import { Secret } from '../../../domain/secret.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { machineNameText } from '../resource/nameProblemText.ts';
import { askSteps, back, type Place, type Step } from '../steps.ts';
import { askSshKey } from './askSshKey.ts';

/** What a machine is made of, and what is known of that. */
export type MachineImage = NewMachine['image'] &
  Pick<PlatformImage, 'osType' | 'architecture'> & { readonly osState: OwnImage['osState'] };

export interface MachineFrame {
  readonly resourceGroup: string;
  readonly location: string;
  readonly image: MachineImage;
  /** Those that the image can run on, and the subscription may have. */
  readonly sizes: readonly MachineSize[];
  /** How a machine is set up when it first starts. Nothing: not at all. */
  readonly askCloudInit: (draft: NewMachine, place: Place) => Promise<Secret | 'none' | typeof back | undefined>;
  /** Has the machine checked, and tells the person what is wrong with it. True if it can be made. */
  readonly check: (draft: NewMachine) => Promise<boolean>;
}

/** Asks for a machine, step by step, until it was checked and agreed to. */
export function askNewMachine(frame: MachineFrame): Promise<NewMachine | undefined> {
  const { resourceGroup, location, image } = frame;
  const first: NewMachine = { resourceGroup, name: '', location, size: '', osType: image.osType, image, openTo: '' };
  const isGeneralized = image.osState === 'Generalized';
  const steps = [
    nameStep,
    sizeStep(frame.sizes),
    ...(isGeneralized ? [userStep, image.osType === 'Linux' ? keyStep : passwordStep] : []),
    openToStep,
    ...(isGeneralized && image.osType === 'Linux' ? [cloudInitStep(frame)] : []),
    reviewStep(frame),
  ];
  return askSteps<NewMachine>(vscode.l10n.t('Create Virtual Machine'), first, steps);
}

const nameStep: Step<NewMachine> = async (draft, place) => {
  const problem = (text: string) => {
    const found = machineNameProblem(text, draft.osType);
    return found && machineNameText(found);
  };
  const name = await askText({ prompt: vscode.l10n.t('Name of the machine'), value: draft.name, problem }, place);
  return typeof name === 'string' ? { ...draft, name } : name;
};

function sizeStep(sizes: readonly MachineSize[]): Step<NewMachine> {
  const choices = sizes.map(({ name, cores, memoryGB, architecture }) => ({
    label: name,
    description: vscode.l10n.t('{0} vCPU, {1} GB, {2}', cores, memoryGB, architecture),
    value: name,
  }));
  return async (draft, place) => {
    const size = await pickOne(
      vscode.l10n.t('Size: those that you may have in {0}', draft.location),
      choices,
      place,
      draft.size,
    );
    return typeof size === 'string' ? { ...draft, size } : size;
  };
}

function userText(text: string, osType: OsType): string | undefined {
  if (userNameProblem(text, osType) === undefined) return undefined;
  return osType === 'Linux'
    ? vscode.l10n.t('1 to 32 lower-case letters, digits, _ and -, not admin, administrator, root and the like.')
    : vscode.l10n.t(
        '1 to 20 letters, digits, _, - and ., no . at the end, not admin, administrator, user and the like.',
      );
}

/** The user comes first; how they prove who they are, in the next step. */
const userStep: Step<NewMachine> = async (draft, place) => {
  const value = draft.login?.userName ?? 'operator';
  const userName = await askText(
    {
      prompt: vscode.l10n.t('User name of the administrator'),
      value,
      problem: text => userText(text, draft.osType),
    },
    place,
  );
  return typeof userName === 'string' ? { ...draft, login: { ...(draft.login ?? noLogin), userName } } : userName;
};

const noLogin: MachineLogin = { kind: 'sshKey', userName: '', publicKey: '' };

const keyStep: Step<NewMachine> = async (draft, place) => {
  const publicKey = await askSshKey(place);
  if (typeof publicKey !== 'string') return publicKey;
  return { ...draft, login: { kind: 'sshKey', userName: draft.login?.userName ?? '', publicKey } };
};

const passwordStep: Step<NewMachine> = async (draft, place) => {
  const prompt = vscode.l10n.t('Password of the administrator; it is sent and not kept');
  const password = await askText({ prompt, password: true, problem: passwordText }, place);
  if (typeof password !== 'string') return password;
  return {
    ...draft,
    login: { kind: 'password', userName: draft.login?.userName ?? '', password: new Secret(password) },
  };
};

function passwordText(text: string): string | undefined {
  return passwordProblem(text) === undefined
    ? undefined
    : vscode.l10n.t('12 to 123 characters, of three kinds: lower-case, upper-case, digits, others.');
}

function openToText(text: string): string | undefined {
  return openToProblem(text.trim()) === undefined
    ? undefined
    : vscode.l10n.t('An address as 203.0.113.7, or a range as 203.0.113.0/24.');
}

const openToStep: Step<NewMachine> = async (draft, place) => {
  const port = draft.osType === 'Linux' ? 'SSH (22)' : 'RDP (3389)';
  const prompt = vscode.l10n.t('Address that may connect by {0}, or a range as 203.0.113.0/24; empty for nobody', port);
  const openTo = await askText({ prompt, value: draft.openTo, problem: openToText }, place);
  return typeof openTo === 'string' ? { ...draft, openTo: openTo.trim() } : openTo;
};

function cloudInitStep({ askCloudInit }: MachineFrame): Step<NewMachine> {
  return async ({ cloudInit: _before, ...draft }, place) => {
    const answer = await askCloudInit(draft, place);
    if (answer === undefined || answer === back) return answer;
    return answer === 'none' ? draft : { ...draft, cloudInit: answer };
  };
}

function reviewStep({ check }: MachineFrame): Step<NewMachine> {
  return async (draft, place) => {
    // What was answered is not lost with a size that is sold out: it is asked again.
    if (!(await check(draft))) return back;
    const { name, size, location, openTo, cloudInit } = draft;
    const open = openTo === '' ? vscode.l10n.t('open to nobody') : vscode.l10n.t('open to {0}', openTo);
    const paid = vscode.l10n.t('in Azure paid for until it is deleted');
    const detail = [size, location, open, ...(cloudInit ? [vscode.l10n.t('with cloud-init')] : []), paid].join(' · ');
    const question = vscode.l10n.t('Create {0} with its network, disk and public address?', name);
    const answer = await pickOne(question, [{ label: vscode.l10n.t('Create'), detail, value: name }], place);
    return typeof answer === 'string' ? draft : answer;
  };
}
