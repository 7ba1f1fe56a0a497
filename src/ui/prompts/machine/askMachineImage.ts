import * as vscode from 'vscode';
import type { ImageUrn, OwnImage } from '../../../domain/resources/compute.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { askRegion } from '../resource/askRegion.ts';
import { askSteps } from '../steps.ts';
import type { MachineImage } from './askNewMachine.ts';
import { askPlatformImage } from './askPlatformImage.ts';
import { imageOf } from './pickImage.ts';

export interface ImageInRegion {
  readonly image: MachineImage;
  readonly location: string;
}

/** What most devices of this kind run on. */
const usual: ImageUrn = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' };

/** Asks of what a machine is to be made, and where. @param near the region that comes first to mind. */
export async function askMachineImage(
  services: Services,
  scope: ResourceScope,
  near: string,
): Promise<ImageInRegion | undefined> {
  const { l10n } = vscode;
  const items = [
    { label: l10n.t('Ubuntu Server 24.04 LTS'), ask: () => inRegion(services, scope, near, usual) },
    { label: l10n.t('Another Operating System…'), ask: () => inRegion(services, scope, near) },
    { label: l10n.t('An Image That Was Made Here…'), ask: () => ownImage(services, scope) },
  ];
  return (await pick(items, { placeHolder: l10n.t('What the machine is made of') }))?.ask();
}

/** What a machine is made of that is made of this image: it can only be where the image is. */
export function asMachineImage({ id, osType, architecture, osState, location }: OwnImage): ImageInRegion {
  return { image: { kind: 'own', id, osType, architecture, osState }, location };
}

async function ownImage(services: Services, scope: ResourceScope): Promise<ImageInRegion | undefined> {
  const found = await imageOf(services, { scope });
  return found && asMachineImage(found.image);
}

async function inRegion(
  services: Services,
  scope: ResourceScope,
  near: string,
  known?: ImageUrn,
): Promise<ImageInRegion | undefined> {
  const { resources } = scope;
  const load = <T>(task: (signal: AbortSignal) => Promise<T>) =>
    withProgress(services.waits, vscode.l10n.t('Loading operating systems'), task, resourcesViewId);
  const regions = await load(signal => resources.regions(signal));
  const title = vscode.l10n.t('Create Virtual Machine');
  const location = await askSteps(title, near, [(draft, place) => askRegion(regions, place, draft)]);
  if (location === undefined) return undefined;

  const urn = known ?? (await askPlatformImage(services, resources, title, location));
  if (!urn) return undefined;
  const { publisher, offer, sku, version } = urn;
  const { osType, architecture } = await load(signal => resources.platformImages.get(location, urn, signal));
  const image = { kind: 'platform', urn: { publisher, offer, sku, version } } as const;
  return { image: { ...image, osType, architecture, osState: 'Generalized' }, location };
}
