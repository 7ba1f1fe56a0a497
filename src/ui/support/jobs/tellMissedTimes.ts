import * as vscode from 'vscode';
import { fullTime } from '../localTime.ts';
import { number } from './jobWords.ts';
import type { RecurringJobs } from './recurringJobs.ts';
import { actionName } from './rolloutWords.ts';

/**
 * Says that times of a recurring job passed without it: they are not made up for. Once for each job: those that it misses
 * later, because its hub stays away, are counted in the Jobs view.
 */
export function tellMissedTimes(jobs: RecurringJobs): vscode.Disposable {
  const told = new Set<string>();
  return jobs.onDidMiss(({ job, missed }) => {
    const last = missed.at(-1)?.toISOString();
    if (last === undefined || told.has(job.id)) return;
    told.add(job.id);

    const name = actionName(job.action);
    const time = fullTime(last, vscode.env.language);
    const text =
      missed.length === 1
        ? vscode.l10n.t(
            'The recurring job {0} missed its time at {1}: the editor or its hub was not there. It was not run.',
            name,
            time,
          )
        : vscode.l10n.t(
            'The recurring job {0} missed {1} times, the last at {2}: the editor or its hub was not there. None was run.',
            name,
            number(missed.length),
            time,
          );
    void vscode.window.showWarningMessage(text);
  });
}
