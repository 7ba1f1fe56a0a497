import { parse } from 'node:path';
import * as vscode from 'vscode';
import { askCertificate } from '../../prompts/askFile.ts';
import { managedHubOf } from '../../prompts/managedHubOf.ts';
import type { AuthorityTarget } from '../../prompts/pickAuthority.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { askLine } from '../../prompts/question.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { hubResourceOf } from '../../support/hub/hubResourceOf.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

const longestName = 64;

/** What need not be asked. */
interface AddedFile {
  readonly certificateFile: string;
  readonly name: string;
}

/** Uploads the certificate of an authority, which is then to be verified. */
export const addCertificateAuthority = defineCommand({
  id: 'iotHub.addCertificateAuthority',
  title: vscode.l10n.t('Add Certificate Authority'),

  async run(services, node?: Partial<OfHub & AddedFile>) {
    const hub = await managedHubOf(services, node);
    if (!hub) return;
    const question = vscode.l10n.t('Certificate of the Authority');
    const file = await askCertificate(question, vscode.l10n.t('Add'), node?.certificateFile);
    if (!file) return;
    const name = node?.name ?? (await askName(hub, file.path));
    if (name === undefined) return;

    const { certificates } = await hubResourceOf(hub);
    const authority = await withProgress(services.waits, vscode.l10n.t('Adding {0}', name), signal =>
      certificates.add(name, file.certificate, signal),
    );
    services.hubTree.refresh(services.hubTree.nodeOf(hub).certificates);
    void offerToVerify({ hub, authority });
  },
});

async function askName(hub: Hub, path: string): Promise<string | undefined> {
  return askLine({
    title: vscode.l10n.t('Add Certificate Authority'),
    prompt: vscode.l10n.t('Name under which {0} lists it', hub.name),
    value: suggestedName(path),
    validateInput: nameProblem,
  });
}

function suggestedName(path: string): string {
  return parse(path)
    .name.replaceAll(/[^\w.-]/g, '-')
    .slice(0, longestName);
}

function nameProblem(text: string): string | undefined {
  return /^[\w.-]{1,64}$/.test(text)
    ? undefined
    : vscode.l10n.t('A name has 1 to {0} letters, digits, dots, dashes and underscores.', longestName);
}

/** Answers when the person does: nothing waits for it. */
async function offerToVerify(target: AuthorityTarget): Promise<void> {
  const verify = vscode.l10n.t('Verify…');
  const text = vscode.l10n.t('{0} is added. Its devices can sign in once it is verified.', target.authority.name);
  if ((await vscode.window.showInformationMessage(text, verify)) !== verify) return;

  await vscode.commands.executeCommand('iotHub.verifyCertificateAuthority', target);
}
