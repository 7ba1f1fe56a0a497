import { l10n } from 'vscode';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { type MethodRun, tally } from '../../../domain/methodRun.ts';

/** What came of a run, in few words: `door-018 answered 200`, or `18 answered, 2 offline`. */
export function runSummary({ answers }: MethodRun): string {
  const [only, ...others] = answers;
  if (only && others.length === 0 && only.outcome.kind === 'answered') {
    return l10n.t('{0} answered {1}', identityLabel(only), only.outcome.status);
  }
  const { answered, refused, offline, failed, cancelled } = tally(answers);
  const counts = [
    ...(answered ? [l10n.t('{0} answered', answered)] : []),
    ...(refused ? [l10n.t('{0} answered with an error', refused)] : []),
    ...(offline ? [l10n.t('{0} offline', offline)] : []),
    ...(failed ? [l10n.t('{0} failed', failed)] : []),
    ...(cancelled ? [l10n.t('{0} cancelled', cancelled)] : []),
  ];
  return only && others.length === 0 ? `${identityLabel(only)}: ${counts.join(', ')}` : counts.join(', ');
}
