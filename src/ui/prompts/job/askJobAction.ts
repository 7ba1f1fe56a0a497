import * as vscode from 'vscode';
import type { JobAction } from '../../../domain/jobs/job.ts';
import { type JobTemplate, jobTemplates } from '../../../domain/jobs/jobTemplates.ts';
import { emptyPatchText, printTwinPatch } from '../../../domain/jobs/twinPatchText.ts';
import { emptyMethod, methodDraftOf } from '../askMethodCall.ts';
import type { HintedCall } from '../hintedCall.ts';
import { type Place, type Step, askQuickly, type back } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

interface ActionItem extends vscode.QuickPickItem {
  /** Tells it from the others; the same when the step is asked again. */
  readonly choice: string;
  readonly change: Partial<JobDraft>;
}

/** Asks what a job does: call a method, or change twins. What was typed for the same choice before stays. */
export function actionStep(hints: readonly HintedCall[]): Step<JobDraft> {
  return async (draft, place) => {
    const item = await pickAction(hints, draft, place);
    if (item === undefined || typeof item === 'symbol' || item.choice === draft.choice) {
      return item && (typeof item === 'symbol' ? item : draft);
    }
    const condition = draft.condition === '' ? (item.change.condition ?? '') : draft.condition;
    return { ...draft, ...item.change, choice: item.choice, condition };
  };
}

function pickAction(
  hints: readonly HintedCall[],
  { choice }: JobDraft,
  place: Place,
): Promise<ActionItem | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<ActionItem>();
  picker.placeholder = vscode.l10n.t('What the job does: choose it, or type the name of another method');
  picker.matchOnDescription = true;
  picker.items = itemsFor(typedName(choice), hints);
  const chosen = picker.items.find(item => item.choice === choice && choice !== '');
  if (chosen) picker.activeItems = [chosen];

  return askQuickly<ActionItem>(picker, place, accept => {
    picker.onDidChangeValue(typed => (picker.items = itemsFor(typed.trim(), hints)));
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(item);
    });
  });
}

const typedPrefix = 'typed/';

function typedName(choice: string): string {
  return choice.startsWith(typedPrefix) ? choice.slice(typedPrefix.length) : '';
}

function itemsFor(typed: string, hints: readonly HintedCall[]): readonly ActionItem[] {
  const names = new Set<string>();
  const known = hints.filter(({ call }) => !names.has(call.methodName) && names.add(call.methodName));
  const methods = [...Map.groupBy(known, ({ group }) => group)].flatMap(([group, members]) =>
    [separator(group)].concat(members.map(methodItem)),
  );
  const all = [
    separator(vscode.l10n.t('From the tutorials')),
    ...jobTemplates.map(templateItem),
    separator(vscode.l10n.t('Twins')),
    {
      choice: 'twin',
      label: vscode.l10n.t('$(json) Change Twins…'),
      description: vscode.l10n.t('tags and desired properties, in a document'),
      change: { kind: 'twin' as const, patchText: emptyPatchText },
    },
    ...methods,
  ];

  return typed === '' || names.has(typed) ? all : [typedItem(typed), ...all];
}

function templateItem({ name, action, queryCondition }: JobTemplate): ActionItem {
  const item = actionItem(`template/${name}`, `$(mortar-board) ${name}`, action);
  return { ...item, change: { ...item.change, condition: queryCondition } };
}

function methodItem({ icon, call }: HintedCall): ActionItem {
  return actionItem(`method/${call.methodName}`, `$(${icon}) ${call.methodName}`, { kind: 'method', call });
}

function actionItem(choice: string, label: string, action: JobAction): ActionItem {
  return { choice, label, description: describeAction(action), change: changeOf(action) };
}

function typedItem(methodName: string): ActionItem {
  return {
    choice: `${typedPrefix}${methodName}`,
    label: `$(edit) ${methodName}`,
    description: vscode.l10n.t('as typed'),
    alwaysShow: true,
    change: { ...emptyMethod, kind: 'method', methodName },
  };
}

function changeOf(action: JobAction): Partial<JobDraft> {
  return action.kind === 'method'
    ? { kind: 'method', ...methodDraftOf(action.call) }
    : { kind: 'twin', patchText: printTwinPatch(action.patch) };
}

function separator(label: string): ActionItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, choice: '', change: {} };
}

/** What a job does, in one line: `lockDoor {"lockTime":"10m"}`. */
export function describeAction(action: JobAction): string {
  if (action.kind === 'twin') return JSON.stringify(action.patch);
  const { methodName, payload } = action.call;
  return payload === undefined || payload === null ? methodName : `${methodName} ${JSON.stringify(payload)}`;
}
