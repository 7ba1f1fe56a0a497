import * as vscode from 'vscode';
import { type JobStart, type JobStartProblem, isStartProblem, parseJobStart } from '../../../domain/jobs/jobStart.ts';
import { printDuration } from '../../../domain/jobs/durationText.ts';
import { fullTime } from '../../support/localTime.ts';
import { type Place, type Step, askQuickly, type back } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

interface StartItem extends vscode.QuickPickItem {
  /** As if it had been typed; absent for what cannot be chosen. */
  readonly text?: string;
}

/** Asks when a job starts: now, after a delay, or at a time of any zone. */
export const startStep: Step<JobDraft> = async (draft, place) => {
  const startText = await pickStart(draft.startText, place);
  if (typeof startText !== 'string') return startText;

  const start = readStart(startText);
  return isStartProblem(start) ? draft : { ...draft, startText, start };
};

function pickStart(value: string, place: Place): Promise<string | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<StartItem>();
  picker.placeholder = vscode.l10n.t('When it starts: 10m, 14:00, 2026-12-01 14:00, 2026-12-01 14:00 Europe/Berlin');
  picker.value = value;
  picker.items = itemsFor(value);

  return askQuickly<string>(picker, place, accept => {
    picker.onDidChangeValue(typed => (picker.items = itemsFor(typed)));
    picker.onDidAccept(() => {
      // What is typed counts: the list follows it a moment later, and Enter may be quicker.
      const text = picker.value.trim() === '' ? picker.activeItems[0]?.text : picker.value;
      // A time may have passed while the list was open.
      if (text !== undefined && !isStartProblem(readStart(text))) accept(text);
      else picker.items = itemsFor(picker.value);
    });
  });
}

function itemsFor(typed: string): readonly StartItem[] {
  if (typed.trim() === '') return ['now', '10m', '1h'].map(text => itemOf(text, readStart(text)));
  return [{ ...itemOf(typed, readStart(typed)), alwaysShow: true }];
}

function itemOf(text: string, start: JobStart | JobStartProblem): StartItem {
  if (isStartProblem(start)) return { label: `$(error) ${describeStartProblem(start)}` };
  return { label: `$(clock) ${describeStart(start)}`, text };
}

function readStart(text: string): JobStart | JobStartProblem {
  return parseJobStart(text, new Date(), localZone());
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** When a job starts, in words. */
export function describeStart(start: JobStart): string {
  switch (start.kind) {
    case 'now':
      return vscode.l10n.t('Now');
    case 'delay': {
      const time = new Date(Date.now() + start.seconds * 1000).toISOString();
      return vscode.l10n.t('In {0}, {1} if it is sent now', printDuration(start.seconds), fullTimeHere(time));
    }
    case 'at':
      return vscode.l10n.t('At {0}', fullTimeHere(start.time));
  }
}

function describeStartProblem(problem: JobStartProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return vscode.l10n.t('This is no time. Write 10m, 14:00 or 2026-12-01 14:00.');
    case 'zone':
      return vscode.l10n.t('There is no time zone {0}. Write Z, +01:00 or Europe/Berlin.', problem.zone);
    case 'past':
      return vscode.l10n.t('{0} is over. Write a later time.', fullTimeHere(problem.time));
  }
}

function fullTimeHere(time: string): string {
  return fullTime(time, vscode.env.language);
}
