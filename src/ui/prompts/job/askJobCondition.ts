import * as vscode from 'vscode';
import {
  type TargetConditionProblem,
  describeConditionProblem,
  isConditionProblem,
  readTargetCondition,
} from '../../../domain/query/targetCondition.ts';
import type { Query } from '../../../domain/query/syntaxTree.ts';
import type { TargetPreview, TargetPreviews } from '../../support/jobs/targetPreviews.ts';
import { isCancellation, sentence } from '../../support/showFailure.ts';
import { type Place, type Step, askQuickly, type back } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

/** Asks where a job runs. While the condition is typed it is checked, and the hub says how many devices it selects. */
export function conditionStep(previews: TargetPreviews): Step<JobDraft> {
  return async (draft, place) => {
    const condition = await askCondition(draft.condition, previews, place);
    return typeof condition === 'string' ? { ...draft, condition } : condition;
  };
}

async function askCondition(
  value: string,
  previews: TargetPreviews,
  place: Place,
): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  input.prompt = vscode.l10n.t('Condition, as after WHERE in a query; * for all devices');
  input.placeholder = "tags.building = '43'";
  input.value = value;
  const check = (text: string) => {
    const read = readTargetCondition(text);
    if (isConditionProblem(read)) {
      previews.stop();
      input.busy = false;
      input.validationMessage = refusal(read);
    } else void count(input, previews, read);
    return read;
  };

  try {
    return await askQuickly<string>(input, place, accept => {
      input.onDidChangeValue(check);
      input.onDidAccept(() => {
        if (!isConditionProblem(check(input.value))) accept(input.value);
      });
      if (value !== '') check(value);
    });
  } finally {
    previews.stop();
  }
}

/** Says how many devices a condition selects, once the hub says so. */
async function count(input: vscode.InputBox, previews: TargetPreviews, query: Query): Promise<void> {
  const known = previews.known(query);
  input.validationMessage = known && hint(describePreview(known));
  input.busy = known === undefined;
  try {
    const preview = await previews.preview(query);
    input.busy = false;
    input.validationMessage = hint(describePreview(preview));
  } catch (error) {
    if (isCancellation(error)) return;
    input.busy = false;
    input.validationMessage = {
      message: vscode.l10n.t('The devices cannot be counted now. {0}', sentence(error)),
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
  }
}

function refusal(problem: TargetConditionProblem): vscode.InputBoxValidationMessage {
  return { message: describeConditionProblem(problem), severity: vscode.InputBoxValidationSeverity.Error };
}

function hint(message: string): vscode.InputBoxValidationMessage {
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}

/** `1,204 now: door-001, door-002 and others`. */
export function describePreview({ count, sample }: TargetPreview): string {
  if (count === 0) return vscode.l10n.t('None now. The job selects devices when it starts.');

  const number = count.toLocaleString(vscode.env.language);
  return count > sample.length
    ? vscode.l10n.t('{0} now: {1} and others', number, sample.join(', '))
    : vscode.l10n.t('{0} now: {1}', number, sample.join(', '));
}
