import * as vscode from 'vscode';
import type { JobPlan } from '../../../domain/jobs/jobPlan.ts';
import { readStages } from '../../../domain/jobs/rollout.ts';
import { cronTimes } from '../../support/jobs/cronTimes.ts';
import { nextTimesWords } from '../../support/jobs/recurringSource.ts';
import { askText } from '../askText.ts';
import { type Place, type Step, askQuickly, type back } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

/** How many of the next times show while one types. */
const shownTimes = 3;

export const stagesStep: Step<JobDraft> = async (draft, place) => {
  const prompt = vscode.l10n.t(
    'Stages, in percent of the devices. This window starts each one, while it is open, when the one before has ended.',
  );
  const answer = await askText({ prompt, value: draft.stagesText, problem: stagesProblem }, place);
  return typeof answer === 'string' ? { ...draft, stagesText: answer } : answer;
};

export const failuresStep: Step<JobDraft> = async (draft, place) => {
  const prompt = vscode.l10n.t('Halt when more than so many percent of the devices of a stage fail');
  const answer = await askText({ prompt, value: draft.mostFailuresText, problem: percentProblem }, place);
  return typeof answer === 'string' ? { ...draft, mostFailuresText: answer } : answer;
};

/** Shows the next times while one types, and takes only an expression that has some. */
export const cronStep: Step<JobDraft> = async (draft, place) => {
  const answer = await askCron(draft.cron, place);
  return typeof answer === 'string' ? { ...draft, cron: answer } : answer;
};

/** The plan of a draft; nothing if the hub alone runs it. */
export function planOf({ plan, stagesText, mostFailuresText, cron }: JobDraft): JobPlan | undefined {
  const stages = readStages(stagesText);
  if (plan === 'stages' && typeof stages !== 'string') {
    return { kind: 'stages', stages, mostFailuresPercent: Number(mostFailuresText) };
  }
  return plan === 'recurring' ? { kind: 'recurring', cron, timeZone: localTimeZone() } : undefined;
}

function stagesProblem(text: string): string | undefined {
  const stages = readStages(text);
  if (stages === 'numbers') return vscode.l10n.t('Write shares in percent, such as 1, 10, 100.');
  return stages === 'order' ? vscode.l10n.t('Each stage must be larger than the one before.') : undefined;
}

function percentProblem(text: string): string | undefined {
  const isPercent = text.trim() !== '' && Number(text) >= 0 && Number(text) <= 100;
  return isPercent ? undefined : vscode.l10n.t('Write a number from 0 to 100.');
}

function askCron(value: string, place: Place): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  input.prompt = vscode.l10n.t(
    'When, as a cron expression (minute, hour, day of the month, month, day of the week) in {0}. It runs only while this window is open.',
    localTimeZone(),
  );
  input.value = value;
  const show = async (text: string): Promise<boolean> => {
    const message = await describeCron(text);
    if (input.value === text) input.validationMessage = message;
    return message.severity === vscode.InputBoxValidationSeverity.Info;
  };
  void show(value);

  return askQuickly<string>(input, place, accept => {
    input.onDidChangeValue(text => void show(text));
    input.onDidAccept(async () => {
      const text = input.value;
      if (await show(text)) accept(text.trim());
    });
  });
}

async function describeCron(text: string): Promise<vscode.InputBoxValidationMessage> {
  const { Error: wrong, Info: right } = vscode.InputBoxValidationSeverity;
  try {
    const times = (await cronTimes(text.trim(), localTimeZone())).next(shownTimes, new Date());
    if (times.length === 0) return { message: nextTimesWords(times), severity: wrong };
    // The editor shows this in the place of the prompt.
    const open = vscode.l10n.t('In {0}, and only while this window is open.', localTimeZone());
    return { message: `${nextTimesWords(times)}. ${open}`, severity: right };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: vscode.l10n.t('This is no cron expression: {0}', why), severity: wrong };
  }
}

function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
