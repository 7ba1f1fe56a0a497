import * as vscode from 'vscode';
import type { DirectMethodCall } from '../../../domain/directMethod.ts';
import type { MethodRun } from '../../../domain/methodRun.ts';
import { nameList } from '../../prompts/nameList.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { type MethodOrder, runMethod } from '../../support/method/runMethod.ts';
import { runSummary } from '../../support/method/runSummary.ts';
import type { Services } from '../../support/services.ts';

/** Calls a direct method on devices and modules, of one hub or of several, and shows what they answered. */
export async function callMethod(
  services: Services,
  targets: readonly IdentityTarget[],
  call: DirectMethodCall,
): Promise<void> {
  const orders = [...Map.groupBy(targets, ({ hub }) => hub)].map(([hub, members]) => ({
    hub,
    targets: members,
    call,
  }));
  await Promise.all(orders.map(order => callOnHub(services, order)));
}

/** Calls a direct method on devices of one hub, and shows what they answered. */
export async function callOnHub(services: Services, order: MethodOrder): Promise<void> {
  const { targets, call } = order;
  const title = vscode.l10n.t('{0}: {1}', call.methodName, nameList(targets));

  const run = await withProgress(services.waits, title, (signal, report) =>
    runMethod(services, order, signal, count => {
      if (targets.length > 1) report(vscode.l10n.t('{0} of {1}', count, targets.length));
    }),
  );
  await present(services, run);
}

/** One device's answer opens; of many, one message tells the numbers; what failed says why. */
async function present({ answerDocuments }: Services, run: MethodRun): Promise<void> {
  const [only, ...others] = run.answers;
  if (only && others.length === 0) {
    if (only.outcome.kind === 'answered') await answerDocuments.show(run);
    if (only.outcome.kind !== 'failed') return;
    if (await offer('showErrorMessage', only.outcome.message)) await answerDocuments.show(run);
    return;
  }

  const clean = run.answers.every(({ outcome }) => outcome.kind === 'answered');
  const text = vscode.l10n.t('{0}: {1}', run.call.methodName, runSummary(run));
  if (await offer(clean ? 'showInformationMessage' : 'showWarningMessage', text)) await answerDocuments.show(run);
}

type Show = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

async function offer(show: Show, text: string): Promise<boolean> {
  const button = vscode.l10n.t('Show');
  return (await vscode.window[show](text, button)) === button;
}
