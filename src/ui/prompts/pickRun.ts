import * as vscode from 'vscode';
import type { MethodRun } from '../../domain/methodRun.ts';
import { answerScheme } from '../editors/answerDocuments.ts';
import { shortTime } from '../support/localTime.ts';
import { runSummary } from '../support/method/runSummary.ts';
import type { Services } from '../support/services.ts';
import { hubOf } from './pickHub.ts';
import { pick } from './question.ts';

/** A node of the method history, or the address of the document of an answer. */
export type OfRun = vscode.Uri | { readonly run?: MethodRun };

/** The run of `source`, or of the document that is open, or one that the person picks. */
export async function runOf(services: Services, source?: OfRun): Promise<MethodRun | undefined> {
  if (source && 'run' in source) return source.run;

  const uri = source instanceof vscode.Uri ? source : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme === answerScheme) return services.answerDocuments.runOf(uri);
  return pickRun(services);
}

async function pickRun(services: Services): Promise<MethodRun | undefined> {
  const hub = await hubOf(services);
  if (!hub) return undefined;

  const items = services.methodHistory.runs(hub.id).map(run => ({
    label: run.call.methodName,
    description: `${runSummary(run)} · ${shortTime(run.startedTime, vscode.env.language)}`,
    run,
  }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Call of a direct method') });
  return picked?.run;
}
