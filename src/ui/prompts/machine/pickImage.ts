import * as vscode from 'vscode';
import type { OwnImage } from '../../../domain/resources/compute.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { type OfScope, scopeOf } from '../resource/pickScope.ts';

/** What carries an image that somebody made, or its id. */
export interface OfImage extends OfScope {
  readonly resourceId: string;
}

export interface PickedImage extends OfScope {
  readonly image: OwnImage;
}

/** The image of `node`, or the one that the person picks of all that the subscription has. */
export async function imageOf(services: Services, node?: Partial<OfImage>): Promise<PickedImage | undefined> {
  const scope = await scopeOf(services, node);
  if (!scope) return undefined;

  const loading = vscode.l10n.t('Loading images');
  const images = await withProgress(
    services.waits,
    loading,
    signal => scope.resources.images.list(signal),
    resourcesViewId,
  );
  const known = images.find(({ id }) => id.toLowerCase() === node?.resourceId?.toLowerCase());
  if (known) return { scope, image: known };
  if (images.length === 0) {
    const text = vscode.l10n.t(
      'There are no images yet. Add OS Image… makes one of a blob, Capture Virtual Machine… of a machine.',
    );
    void vscode.window.showInformationMessage(text);
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Images that were made in {0}', scope.displayName);
  const picked = await pick(images.map(imageItem), { placeHolder, matchOnDescription: true, matchOnDetail: true });
  return picked && { scope, image: picked.image };
}

/** Name, system and state, place, label and description, and of what it was made. */
function imageItem(image: OwnImage) {
  const { name, kind, osType, osState, location, label, description, mediaLink } = image;
  const what = kind === 'managed' ? vscode.l10n.t('managed image') : vscode.l10n.t('gallery version');
  return {
    label: name,
    description: [osType, osState, location, what].join(' · '),
    detail: [label, description, mediaLink].filter(Boolean).join(' · '),
    image,
  };
}
