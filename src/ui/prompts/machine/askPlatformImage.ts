import * as vscode from 'vscode';
import type { ImageUrn } from '../../../domain/resources/compute.ts';
import type { SubscriptionResources } from '../../../domain/resources/resourceManager.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { askRegion } from '../resource/askRegion.ts';
import { askSteps, type Step } from '../steps.ts';
import { pickOne } from '../pickOne.ts';

/** An operating system in a region. */
export interface PlatformChoice extends ImageUrn {
  readonly location: string;
}

type Level = keyof ImageUrn;

/** Asks for a region, a publisher, an offer (the family), a SKU and a version, as far as `known` does not say. */
export async function askPlatformImage(
  services: Services,
  resources: SubscriptionResources,
  title: string,
  known?: string,
): Promise<PlatformChoice | undefined> {
  const load = <T>(ask: (signal: AbortSignal) => Promise<T>) =>
    withProgress(services.waits, vscode.l10n.t('Loading operating systems'), ask, resourcesViewId);
  const regions = known === undefined ? await load(signal => resources.regions(signal)) : [];
  const { platformImages } = resources;
  const regionStep: Step<PlatformChoice> = async (draft, place) => {
    const location = await askRegion(regions, place, draft.location);
    return typeof location === 'string' ? { ...draft, location } : location;
  };
  const levelStep = (
    level: Level,
    placeholder: string,
    list: (draft: PlatformChoice, signal: AbortSignal) => Promise<readonly string[]>,
  ): Step<PlatformChoice> => {
    return async (draft, place) => {
      const names = await load(signal => list(draft, signal));
      const name = await pickOne(
        placeholder,
        names.map(each => ({ label: each, value: each })),
        place,
        draft[level],
      );
      return typeof name === 'string' ? { ...draft, [level]: name } : name;
    };
  };
  const first = { location: known ?? '', publisher: 'Canonical', offer: '', sku: '', version: '' };
  return askSteps<PlatformChoice>(title, first, [
    ...(known === undefined ? [regionStep] : []),
    levelStep('publisher', vscode.l10n.t('Publisher'), ({ location }, signal) =>
      platformImages.publishers(location, signal),
    ),
    levelStep('offer', vscode.l10n.t('Offer: the family of the operating system'), (draft, signal) =>
      platformImages.offers(draft.location, draft, signal),
    ),
    levelStep('sku', vscode.l10n.t('SKU'), (draft, signal) => platformImages.skus(draft.location, draft, signal)),
    levelStep('version', vscode.l10n.t('Version; latest is the newest at the time'), async (draft, signal) => [
      'latest',
      ...(await platformImages.versions(draft.location, draft, signal)),
    ]),
  ]);
}

/** As `az vm create --image` takes it: `Canonical:ubuntu-24_04-lts:server:latest`. */
export function urnText({ publisher, offer, sku, version }: ImageUrn): string {
  return [publisher, offer, sku, version].join(':');
}
