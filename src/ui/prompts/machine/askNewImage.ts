import * as vscode from 'vscode';
import type { NewImage, OsType, OwnImage } from '../../../domain/resources/compute.ts';
import type { Region } from '../../../domain/resources/resourceManager.ts';
import { imageNameProblem } from '../../../domain/resources/resourceNames.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { askRegion } from '../resource/askRegion.ts';
import { imageNameText } from '../resource/nameProblemText.ts';
import { askSteps, type Step } from '../steps.ts';

/** Asks for an image of a blob. @param location of its group, which comes first to mind. */
export function askNewImage(
  resourceGroup: string,
  regions: readonly Region[],
  location: string,
): Promise<NewImage | undefined> {
  const first: NewImage = {
    resourceGroup,
    name: '',
    location,
    osType: 'Linux',
    osState: 'Generalized',
    blobUri: '',
    label: '',
  };
  const steps = [nameStep, labelStep, osStep, stateStep, blobStep, regionStep(regions)];
  return askSteps<NewImage>(vscode.l10n.t('Add OS Image'), first, steps);
}

function nameProblem(text: string): string | undefined {
  const found = imageNameProblem(text);
  return found && imageNameText(found);
}

const nameStep: Step<NewImage> = async (draft, place) => {
  const name = await askText(
    { prompt: vscode.l10n.t('Name of the image'), value: draft.name, problem: nameProblem },
    place,
  );
  return typeof name === 'string' ? { ...draft, name } : name;
};

const labelStep: Step<NewImage> = async (draft, place) => {
  const prompt = vscode.l10n.t('Label, kept as the tag "label"; may stay empty');
  const label = await askText({ prompt, value: draft.label || draft.name, problem: () => undefined }, place);
  return typeof label === 'string' ? { ...draft, label } : label;
};

const osStep: Step<NewImage> = async (draft, place) => {
  const systems: readonly OsType[] = ['Linux', 'Windows'];
  const choices = systems.map(value => ({ label: value, value }));
  const osType = await pickOne(vscode.l10n.t('Operating system on the disk'), choices, place, draft.osType);
  return typeof osType === 'string' ? { ...draft, osType } : osType;
};

const stateStep: Step<NewImage> = async (draft, place) => {
  const choices: readonly { label: string; detail: string; value: OwnImage['osState'] }[] = [
    {
      label: vscode.l10n.t('Generalized'),
      detail: vscode.l10n.t('Prepared for many machines: each gets a name, a user and keys of its own.'),
      value: 'Generalized',
    },
    {
      label: vscode.l10n.t('Specialized'),
      detail: vscode.l10n.t('As one machine was. Azure makes machines of such managed images no more: use a gallery.'),
      value: 'Specialized',
    },
  ];
  const osState = await pickOne(vscode.l10n.t('State of the disk'), choices, place, draft.osState);
  return typeof osState === 'string' ? { ...draft, osState } : osState;
};

const blobStep: Step<NewImage> = async (draft, place) => {
  const prompt = vscode.l10n.t(
    'Address of the blob with its VHD, in a storage account of the same region; no signature',
  );
  const placeholder = 'https://account.blob.core.windows.net/vhds/disk.vhd';
  const blobUri = await askText({ prompt, placeholder, value: draft.blobUri, problem: blobProblem }, place);
  return typeof blobUri === 'string' ? { ...draft, blobUri } : blobUri;
};

/** A signature would stand in the image for all to see. */
function blobProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || url.protocol !== 'https:' || url.pathname.split('/').length < 3) {
    return vscode.l10n.t('An address as https://account.blob.core.windows.net/container/disk.vhd');
  }
  return url.search === ''
    ? undefined
    : vscode.l10n.t('Without its signature: the account itself lets the service in.');
}

function regionStep(regions: readonly Region[]): Step<NewImage> {
  return async (draft, place) => {
    const location = await askRegion(regions, place, draft.location);
    return typeof location === 'string' ? { ...draft, location } : location;
  };
}
