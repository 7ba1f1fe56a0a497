import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { type AuthorityTarget, authorityOf } from '../../prompts/pickAuthority.ts';
import { hubResourceOf } from '../../support/hub/hubResourceOf.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteCertificateAuthority = defineCommand({
  id: 'iotHub.deleteCertificateAuthority',
  title: vscode.l10n.t('Delete Certificate Authority'),

  async run(services, node?: Partial<AuthorityTarget>) {
    const target = await authorityOf(services, node);
    if (!target) return;

    const { hub, authority } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete certificate authority {0}?', authority.name),
      detail: vscode.l10n.t(
        'Devices whose certificates it signed cannot sign in to {0} any more. Those that are connected stay until they leave.',
        hub.name,
      ),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    const { certificates } = await hubResourceOf(hub);
    await withProgress(services.waits, vscode.l10n.t('Deleting {0}', authority.name), signal =>
      certificates.delete(authority, signal),
    );
    services.hubTree.refresh(services.hubTree.nodeOf(hub).certificates);
  },
});
