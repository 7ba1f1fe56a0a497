import * as vscode from 'vscode';
import { type DirectMethodCall, directMethodLimits } from '../../domain/directMethod.ts';
import { parsePayload } from '../../domain/methodPayload.ts';
import { askMethodName } from './askMethodName.ts';
import { askText } from './askText.ts';
import type { HintedCall } from './hintedCall.ts';
import { type Place, type Step, askSteps, back } from './steps.ts';

/** A call as far as it was typed. */
export interface MethodDraft {
  readonly methodName: string;
  readonly payloadText: string;
  readonly responseTimeoutInSeconds: number;
  readonly connectTimeoutInSeconds: number;
}

/**
 * Asks for name, payload and timeouts of a direct method.
 * @param hints the most likely first; what the first of a name says stands in the inputs already.
 */
export async function askMethodCall(
  title: string,
  hints: readonly HintedCall[],
): Promise<DirectMethodCall | undefined> {
  const draft = await askSteps(title, emptyMethod, [nameStep(hints), ...methodDetailSteps<MethodDraft>()]);
  return draft && methodCallOf(draft);
}

const defaults = {
  responseTimeoutInSeconds: directMethodLimits.responseTimeoutInSeconds.default,
  connectTimeoutInSeconds: directMethodLimits.connectTimeoutInSeconds.default,
};

/** Before anything was typed. */
export const emptyMethod: MethodDraft = { ...defaults, methodName: '', payloadText: '' };

/** Asks for what a method needs besides its name. */
export function methodDetailSteps<T extends MethodDraft>(): readonly Step<T>[] {
  return [
    askPayload,
    secondsStep('responseTimeoutInSeconds', vscode.l10n.t('Seconds to wait for the answer of the device')),
    secondsStep(
      'connectTimeoutInSeconds',
      vscode.l10n.t('Seconds to wait for the device to connect; 0 if it must be connected now'),
    ),
  ];
}

/** A call as if it had been typed. */
export function methodDraftOf({ payload, ...call }: DirectMethodCall): MethodDraft {
  return { ...call, payloadText: payload === undefined || payload === null ? '' : JSON.stringify(payload) };
}

/** The call that was typed; nothing if its payload is not one. */
export function methodCallOf(draft: MethodDraft): DirectMethodCall | undefined {
  const { methodName, payloadText, responseTimeoutInSeconds, connectTimeoutInSeconds } = draft;
  const parsed = parsePayload(payloadText);
  if (!('payload' in parsed)) return undefined;

  return { methodName, payload: parsed.payload, responseTimeoutInSeconds, connectTimeoutInSeconds };
}

function nameStep(calls: readonly HintedCall[]): Step<MethodDraft> {
  return async (draft, place) => {
    const methodName = await askMethodName(calls, place);
    if (methodName === undefined || methodName === back) return methodName;
    if (methodName === draft.methodName) return draft;

    const known = calls.find(({ call }) => call.methodName === methodName)?.call;
    return known ? methodDraftOf(known) : { ...draft, methodName };
  };
}

async function askPayload<T extends MethodDraft>(draft: T, place: Place): Promise<T | typeof back | undefined> {
  const question = {
    prompt: vscode.l10n.t('Payload of {0}, as JSON; nothing for none', draft.methodName),
    placeholder: '{"lockTime":"10m"}',
    value: draft.payloadText,
    problem: payloadProblem,
  };
  const payloadText = await askText(question, place);
  return typeof payloadText === 'string' ? { ...draft, payloadText } : payloadText;
}

function payloadProblem(text: string): string | undefined {
  const parsed = parsePayload(text);
  if ('payload' in parsed) return undefined;
  if (parsed.kind === 'notJson') return vscode.l10n.t('This is not JSON: {0}', parsed.message);
  return vscode.l10n.t(
    '{0} bytes are too many: a payload has at most {1}.',
    parsed.bytes,
    directMethodLimits.payloadBytes,
  );
}

type Timeout = keyof typeof defaults;

function secondsStep<T extends MethodDraft>(timeout: Timeout, prompt: string): Step<T> {
  const { least, most } = directMethodLimits[timeout];
  const problem = (text: string) =>
    /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
      ? undefined
      : vscode.l10n.t('A whole number from {0} to {1}.', least, most);

  return async (draft, place) => {
    const seconds = await askText({ prompt, value: String(draft[timeout]), problem }, place);
    return typeof seconds === 'string' ? { ...draft, [timeout]: Number(seconds) } : seconds;
  };
}
