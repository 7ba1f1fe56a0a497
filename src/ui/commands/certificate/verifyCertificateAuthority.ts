import * as vscode from 'vscode';
import type { VerificationCode } from '../../../domain/hubResource.ts';
import { askCertificate } from '../../prompts/askFile.ts';
import { askPrivateKey } from '../../prompts/askPrivateKey.ts';
import { type AuthorityTarget, authorityOf } from '../../prompts/pickAuthority.ts';
import { pick } from '../../prompts/question.ts';
import { hubResourceOf } from '../../support/hub/hubResourceOf.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** Proves that one has the key of an authority, so that its devices can sign in. */
export const verifyCertificateAuthority = defineCommand({
  id: 'iotHub.verifyCertificateAuthority',
  title: vscode.l10n.t('Verify Certificate Authority'),

  /** With the path of the key file nothing is asked but what unlocks it. */
  async run(services, node?: Partial<AuthorityTarget & { readonly keyFile: string }>) {
    const target = await authorityOf(services, node, ({ isVerified }) => !isVerified);
    if (!target) return;
    const way = node?.keyFile === undefined ? await askWay(target.authority.name) : 'key';
    if (!way) return;

    const proven = await (way === 'key'
      ? proveByKey(services, target, node?.keyFile)
      : proveByOwnTool(services, target));
    if (!proven) return;
    services.hubTree.refresh(services.hubTree.nodeOf(target.hub).certificates);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is verified. Devices whose certificates it signed can sign in.', target.authority.name),
    );
  },
});

async function askWay(name: string): Promise<'key' | 'ownTool' | undefined> {
  const items = [
    {
      label: vscode.l10n.t("$(key) With the authority's key file…"),
      detail: vscode.l10n.t('The proof is made here. The key is read once and kept nowhere.'),
      way: 'key' as const,
    },
    {
      label: vscode.l10n.t('$(tools) With a proof of your own…'),
      detail: vscode.l10n.t(
        'For a key that never leaves its place: a code is copied, and you sign a certificate for it.',
      ),
      way: 'ownTool' as const,
    },
  ];
  const placeHolder = vscode.l10n.t('How do you prove that the key of {0} is yours?', name);
  return (await pick(items, { placeHolder }))?.way;
}

/** True once it is verified. */
async function proveByKey(services: Services, target: AuthorityTarget, keyFile?: string): Promise<boolean> {
  const key = await askPrivateKey(vscode.l10n.t('Private Key of the Authority'), keyFile);
  if (!key) return false;

  const { makeProof } = await import('../../../certificates/proofOfPossession.ts');
  const { certificates } = await hubResourceOf(target.hub);
  const { name } = target.authority;
  await withProgress(services.waits, vscode.l10n.t('Verifying {0}', name), async signal => {
    const code = await certificates.generateVerificationCode(target.authority, signal);
    await certificates.verify(name, code, await makeProof(code, key, Date.now()), signal);
  });
  return true;
}

/** True once it is verified. */
async function proveByOwnTool(services: Services, target: AuthorityTarget): Promise<boolean> {
  const { certificates } = await hubResourceOf(target.hub);
  const { name } = target.authority;
  const code = await withProgress(services.waits, vscode.l10n.t('Asking for a code'), signal =>
    certificates.generateVerificationCode(target.authority, signal),
  );
  const proof = await askProof(code);
  if (!proof) return false;

  await withProgress(services.waits, vscode.l10n.t('Verifying {0}', name), signal =>
    certificates.verify(name, code, proof.certificate, signal),
  );
  return true;
}

async function askProof({ code }: VerificationCode) {
  await vscode.env.clipboard.writeText(code);
  const choose = vscode.l10n.t('Choose Proof…');
  const text = vscode.l10n.t(
    "The verification code is in the clipboard: {0}. Sign a certificate with this common name by the authority's key, then choose it.",
    code,
  );
  if ((await vscode.window.showInformationMessage(text, choose)) !== choose) return undefined;

  return askCertificate(vscode.l10n.t('Proof: a Certificate for the Code'), vscode.l10n.t('Verify'));
}
