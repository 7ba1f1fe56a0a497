import * as vscode from 'vscode';
import { pick } from '../../prompts/question.ts';
import { type OfScope, scopeOf } from '../../prompts/resource/pickScope.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** All places of a subscription: the name of the one that is picked is copied. */
export const listLocations = defineCommand({
  id: 'iotHub.listLocations',
  title: vscode.l10n.t('List Locations'),

  async run(services, node?: Partial<OfScope>) {
    const scope = await scopeOf(services, node);
    if (!scope) return;

    const load = (signal: AbortSignal) => scope.resources.regions(signal);
    const regions = await withProgress(services.waits, vscode.l10n.t('Loading regions'), load, resourcesViewId);
    const items = regions.map(({ name, displayName }) => ({ label: displayName, description: name, name }));
    const placeHolder = vscode.l10n.t('Locations: pick one to copy its name');
    const picked = await pick(items, { placeHolder, matchOnDescription: true });
    if (!picked) return;

    await vscode.env.clipboard.writeText(picked.name);
    void vscode.window.showInformationMessage(vscode.l10n.t('Copied {0}.', picked.name));
  },
});
