import { identityLabel } from '../../domain/identityAddress.ts';
import type { Json } from '../../domain/json.ts';
import type { MethodAnswer, MethodRun } from '../../domain/methodRun.ts';

/** A run as JSON text: one device's answer, or those of all, first the ones that answered and then the rest by reason. */
export function answerText(run: MethodRun): string {
  const { hubName, call, startedTime, answers } = run;
  const [only, ...others] = answers;
  const asked = { method: call.methodName, payload: call.payload ?? null, sent: startedTime };
  const text =
    only && others.length === 0
      ? { hub: hubName, ...who(only), ...asked, tookMs: only.tookMs, ...outcomeMembers(only) }
      : { hub: hubName, ...asked, devices: answers.length, answers: answered(answers), failures: failures(answers) };

  return `${JSON.stringify(text, undefined, 2)}\n`;
}

type Members = Readonly<Record<string, unknown>>;

function outcomeMembers({ outcome }: MethodAnswer): Members {
  switch (outcome.kind) {
    case 'answered':
      return { status: outcome.status, answer: outcome.payload };
    case 'failed':
      return { failure: outcome.message, details: outcome.details };
    case 'cancelled':
      return { failure: cancelledText(outcome.sent) };
  }
}

function who({ deviceId, moduleId }: MethodAnswer): Members {
  return { device: deviceId, ...(moduleId === undefined ? {} : { module: moduleId }) };
}

function answered(answers: readonly MethodAnswer[]): readonly Members[] {
  return answers.flatMap(answer => {
    const { tookMs, outcome } = answer;
    if (outcome.kind !== 'answered') return [];
    return [{ ...who(answer), status: outcome.status, answer: outcome.payload, tookMs }];
  });
}

/** Grouped, so that a thousand devices that are offline are one entry. */
function failures(answers: readonly MethodAnswer[]): readonly Members[] {
  const groups = Map.groupBy(
    answers.filter(({ outcome }) => outcome.kind !== 'answered'),
    ({ outcome }) => (outcome.kind === 'failed' ? outcome.reason : 'cancelled'),
  );

  return [...groups].map(([reason, members]) => {
    const devices = members.map(identityLabel);
    const [example] = members;
    return { reason, devices, example: example && { ...who(example), ...outcomeMembers(example) } };
  });
}

function cancelledText(sent: boolean): Json {
  return sent
    ? 'Cancelled while its answer was awaited: it may have run the method.'
    : 'Cancelled before it was called.';
}
