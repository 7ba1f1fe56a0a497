import * as vscode from 'vscode';
import { parseDuration, printDuration } from '../../../domain/jobs/durationText.ts';
import { checkJobId } from '../../../domain/jobs/jobId.ts';
import { jobLimits } from '../../../domain/jobs/jobLimits.ts';
import { askText } from '../askText.ts';
import type { Step } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

/** Asks how long a job may run. */
export const limitStep: Step<JobDraft> = async (draft, place) => {
  const question = {
    prompt: vscode.l10n.t('How long it may run: 30m, 2h. Devices that had no turn by then are left out.'),
    value: printDuration(draft.maxExecutionTimeInSeconds),
    problem: limitProblem,
  };
  const text = await askText(question, place);
  if (typeof text !== 'string') return text;
  return { ...draft, maxExecutionTimeInSeconds: parseDuration(text) ?? draft.maxExecutionTimeInSeconds };
};

function limitProblem(text: string): string | undefined {
  const { least, most } = jobLimits.maxExecutionTimeInSeconds;
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= least && seconds <= most) return undefined;

  return vscode.l10n.t('A time from {0} to {1}, such as 30m or 2h.', printDuration(least), printDuration(most));
}

/** Asks for the id of a job; one is made already. */
export const idStep: Step<JobDraft> = async (draft, place) => {
  const question = {
    prompt: vscode.l10n.t('Id of the job'),
    value: draft.jobId,
    problem: (text: string) => idProblem(text, roomOf(draft)),
  };
  const jobId = await askText(question, place);
  return typeof jobId === 'string' ? { ...draft, jobId } : jobId;
};

/** Several jobs have a number behind their ids. */
function roomOf({ deviceIds, means }: JobDraft): number {
  return deviceIds && means === 'split' ? jobLimits.idLength - '-1000'.length : jobLimits.idLength;
}

function idProblem(id: string, most: number): string | undefined {
  const problem = checkJobId(id);
  if (problem?.kind === 'empty') return vscode.l10n.t('A job has an id.');
  if (problem?.kind === 'character') {
    return vscode.l10n.t('"{0}" is not allowed: an id has letters, digits and dashes.', problem.character);
  }
  return id.length > most
    ? vscode.l10n.t('{0} characters are too many: an id has at most {1} here.', id.length, most)
    : undefined;
}
