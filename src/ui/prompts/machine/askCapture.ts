import * as vscode from 'vscode';
import type { Machine, NewGalleryVersion, OwnImage } from '../../../domain/resources/compute.ts';
import { galleryNameProblem, imageNameProblem } from '../../../domain/resources/resourceNames.ts';
import { askText } from '../askText.ts';
import { confirm } from '../confirm.ts';
import { pickOne } from '../pickOne.ts';
import { galleryNameText, imageNameText } from '../resource/nameProblemText.ts';
import { askSteps, type ConditionalStep, type Step } from '../steps.ts';

/** As what a machine is captured. A managed image has neither gallery nor version. */
export interface Capture extends Omit<NewGalleryVersion, 'resourceGroup'> {
  readonly osState: OwnImage['osState'];
}

/** Asks for it, and warns of what a copy of a device is. */
export async function askCapture(machine: Machine): Promise<Capture | undefined> {
  const { name, isGeneralized } = machine;
  const first: Capture = {
    osState: isGeneralized ? 'Generalized' : 'Specialized',
    gallery: 'images',
    image: `${name}image`,
    version: '1.0.0',
    label: '',
    description: '',
  };
  const steps = [
    ...(isGeneralized ? [] : [stateStep]),
    galleryStep,
    imageStep,
    versionStep,
    textStep('label', vscode.l10n.t('Label, kept as the tag "label"; may stay empty')),
    descriptionStep,
  ];
  const capture = await askSteps<Capture>(vscode.l10n.t('Capture {0}', name), first, steps);
  return capture && (await confirmCapture(machine, capture)) ? capture : undefined;
}

const isSpecialized = ({ osState }: Capture) => osState === 'Specialized';

const stateStep: Step<Capture> = async (draft, place) => {
  const choices: readonly { label: string; detail: string; value: Capture['osState'] }[] = [
    {
      label: vscode.l10n.t('Specialized: as It Is'),
      detail: vscode.l10n.t('A version in a gallery. The machine goes on; its copies are who it is.'),
      value: 'Specialized',
    },
    {
      label: vscode.l10n.t('Generalized: for Many'),
      detail: vscode.l10n.t(
        'A managed image. Prepare the system first (waagent -deprovision+user, Sysprep); the machine never starts again.',
      ),
      value: 'Generalized',
    },
  ];
  const osState = await pickOne(vscode.l10n.t('As what it is captured'), choices, place, draft.osState);
  return typeof osState === 'string' ? { ...draft, osState } : osState;
};

const galleryStep: ConditionalStep<Capture> = {
  when: isSpecialized,
  async ask(draft, place) {
    const prompt = vscode.l10n.t('Gallery; it is made if it is not there');
    const gallery = await askText({ prompt, value: draft.gallery, problem: galleryProblem }, place);
    return typeof gallery === 'string' ? { ...draft, gallery } : gallery;
  },
};

function galleryProblem(text: string): string | undefined {
  const found = galleryNameProblem(text);
  return found && galleryNameText(found);
}

const imageStep: Step<Capture> = async (draft, place) => {
  const image = await askText(
    { prompt: vscode.l10n.t('Name of the image'), value: draft.image, problem: imageProblem },
    place,
  );
  return typeof image === 'string' ? { ...draft, image } : image;
};

function imageProblem(text: string): string | undefined {
  const found = imageNameProblem(text);
  return found && imageNameText(found);
}

const versionStep: ConditionalStep<Capture> = {
  when: isSpecialized,
  async ask(draft, place) {
    const prompt = vscode.l10n.t('Version of the image');
    const version = await askText({ prompt, value: draft.version, problem: versionProblem }, place);
    return typeof version === 'string' ? { ...draft, version } : version;
  },
};

function versionProblem(text: string): string | undefined {
  return /^\d+\.\d+\.\d+$/.test(text) ? undefined : vscode.l10n.t('Three numbers, as 1.0.0.');
}

function textStep(field: 'label' | 'description', prompt: string): Step<Capture> {
  return async (draft, place) => {
    const text = await askText({ prompt, value: draft[field], problem: () => undefined }, place);
    return typeof text === 'string' ? { ...draft, [field]: text.trim() } : text;
  };
}

const descriptionStep: ConditionalStep<Capture> = {
  when: isSpecialized,
  ask: textStep('description', vscode.l10n.t('Description of the image; may stay empty')),
};

function confirmCapture({ name }: Machine, capture: Capture): Promise<boolean> {
  const clone = vscode.l10n.t(
    'What is on its disk goes with it. A device key there makes every machine of the image the same device: remove it, and let devices get their identities from a provisioning service when they first start.',
  );
  const detail = isSpecialized(capture)
    ? clone
    : vscode.l10n.t("{0} The machine is stopped and can never be started again. This can't be undone.", clone);
  return confirm({ question: vscode.l10n.t('Capture {0}?', name), detail, action: vscode.l10n.t('Capture') });
}
