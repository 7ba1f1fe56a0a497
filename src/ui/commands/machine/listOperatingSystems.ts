import * as vscode from 'vscode';
import { askPlatformImage, urnText } from '../../prompts/machine/askPlatformImage.ts';
import { type OfScope, scopeOf } from '../../prompts/resource/pickScope.ts';
import { defineCommand } from '../command.ts';

/** Publishers, offers, SKUs and versions of a region: what is found at the end is copied. */
export const listOperatingSystems = defineCommand({
  id: 'iotHub.listOperatingSystems',
  title: vscode.l10n.t('List Operating Systems'),

  async run(services, node?: Partial<OfScope>) {
    const scope = await scopeOf(services, node);
    if (!scope) return;

    const image = await askPlatformImage(services, scope.resources, vscode.l10n.t('Operating Systems'));
    if (!image) return;
    const urn = urnText(image);
    await vscode.env.clipboard.writeText(urn);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Copied {0}. Create Virtual Machine… takes it, and so does az vm create --image.', urn),
    );
  },
});
