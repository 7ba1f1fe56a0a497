import * as vscode from 'vscode';
import type { Region } from '../../../domain/resources/resourceManager.ts';
import { pickOne } from '../pickOne.ts';
import type { back, Place } from '../steps.ts';

/** Asks for one of the regions. */
export function askRegion(
  regions: readonly Region[],
  place: Place,
  chosen?: string,
): Promise<string | typeof back | undefined> {
  const choices = regions.map(({ name, displayName }) => ({ label: displayName, description: name, value: name }));
  return pickOne(vscode.l10n.t('Region'), choices, place, chosen);
}
