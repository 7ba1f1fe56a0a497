import * as vscode from 'vscode';
import { HubError } from '../../domain/hubError.ts';
import type { IdentityTarget } from './device/deviceTarget.ts';
import type { Services } from './services.ts';
import { isCancellation, logText, sentence } from './showFailure.ts';

/** What went wrong with one of many. */
export interface TargetFailure {
  readonly target: IdentityTarget;
  readonly error: unknown;
}

export interface OutcomeWords {
  /** The command, as its failures begin in the log. */
  readonly action: string;
  /** Said when all went well. */
  readonly done: string;
  /** Begins what is said when `count` of them failed. */
  readonly failed: (count: number) => string;
}

/** One message for however many: that all is done, or how many are not, and why, each reason once. */
export async function tellOutcome(
  { log }: Pick<Services, 'log'>,
  asked: number,
  failures: readonly TargetFailure[],
  { action, done, failed }: OutcomeWords,
): Promise<void> {
  const [first] = failures;
  if (!first) {
    if (asked > 1) void vscode.window.showInformationMessage(done);
    return;
  }
  // Like the failure of any other command.
  if (asked === 1) throw first.error;

  for (const { error } of failures.filter(failure => !isCancellation(failure.error)))
    log.error(`${action}: ${logText(error)}`);
  const details = vscode.l10n.t('Show Details');
  const text = [failed(failures.length), ...reasons(failures)].join(' ');
  if ((await vscode.window.showErrorMessage(text, details)) === details) log.show();
}

/** A sentence for each kind of reason, with the number of those that have the same. */
function reasons(failures: readonly TargetFailure[]): readonly string[] {
  return [...Map.groupBy(failures, ({ error }) => kindOf(error))].map(([kind, members]) => {
    const [example] = members;
    if (!example || kind === 'cancelled') return vscode.l10n.t('{0} cancelled.', members.length);

    const others = members.length - 1;
    const text = sentence(example.error);
    return others === 0 ? text : vscode.l10n.t('{0} ({1} more like this)', text, others);
  });
}

function kindOf(error: unknown): string {
  if (isCancellation(error)) return 'cancelled';
  return HubError.is(error) ? error.reason.kind : 'other';
}
