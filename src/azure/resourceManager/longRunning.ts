import type { CreateHttpPollerOptions, LongRunningOperation } from '@azure/core-lro';
import * as z from 'zod/mini';
import type { Operation } from '../../domain/resources/operation.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { armFaultText, readArmFault } from './armFault.ts';
import type { ArmAnswer } from './armPipeline.ts';

type Poll = (url: string, signal: AbortSignal | undefined) => Promise<ArmAnswer>;

export interface OperationStart {
  readonly method: 'PUT' | 'POST' | 'DELETE';
  /** What was asked for: the resource. */
  readonly url: string;
  /** Sends the request that begins it. */
  readonly send: () => Promise<ArmAnswer>;
  readonly poll: Poll;
}

/** `intervalInMs`: how long to wait where the resource manager does not say. Results are not kept: they may have keys. */
const pollerOptions = { intervalInMs: 5_000, processResult: () => undefined } as const;

/**
 * Begins an operation and follows it as the official clients do: `Azure-AsyncOperation`, `Location` or the resource's
 * own provisioning state, with `Retry-After`.
 */
export async function beginOperation(start: OperationStart): Promise<Operation> {
  const { poller, answers } = await begin(start);
  return { ticket: poller.toString(), ended: signal => untilDone(poller, answers, signal) };
}

/** As {@link beginOperation}, for what is over with this call: waits until it has ended, and gives its last answer. */
export async function operationResult(start: OperationStart, signal?: AbortSignal): Promise<Pick<ArmAnswer, 'body'>> {
  const { poller, answers } = await begin(start);
  await untilDone(poller, answers, signal);
  return { body: answers.last?.body };
}

async function begin({ method, url, send, poll }: OperationStart) {
  const answers = new Answers(poll);
  const operation = {
    requestMethod: method,
    requestPath: url,
    sendInitialRequest: async () => answers.note(await send()),
    sendPollRequest: answers.poll,
  };
  return { poller: await createPoller(operation, pollerOptions), answers };
}

/** Goes on with an operation that was begun earlier. */
export function resumeOperation(ticket: string, poll: Poll): Operation {
  return {
    ticket,
    async ended(signal) {
      const answers = new Answers(poll);
      const operation = { sendInitialRequest: notAgain, sendPollRequest: answers.poll };
      const poller = await createPoller(operation, { ...pollerOptions, restoreFrom: ticket });
      await untilDone(poller, answers, signal);
    },
  };
}

function notAgain(): Promise<never> {
  return Promise.reject(new TypeError('The operation was begun already.'));
}

/** Sends what the poller wants to know, and remembers the last answer: the poller's own error has only a part of it. */
class Answers {
  #last: ArmAnswer | undefined;

  constructor(private readonly send: Poll) {}

  get last(): ArmAnswer | undefined {
    return this.#last;
  }

  readonly poll: LongRunningOperation['sendPollRequest'] = async (url, { abortSignal } = {}) =>
    this.note(await this.send(url, abortSignal instanceof AbortSignal ? abortSignal : undefined));

  note(answer: ArmAnswer) {
    this.#last = answer;
    const { status: statusCode, headers, body } = answer;
    return { flatResponse: body, rawResponse: { statusCode, headers: { ...headers }, body } };
  }
}

async function createPoller(
  operation: LongRunningOperation,
  options: CreateHttpPollerOptions<undefined, { status: string }>,
) {
  const { createHttpPoller } = await import('./poller.ts');
  return createHttpPoller(operation, options as CreateHttpPollerOptions<undefined, never>);
}

async function untilDone(
  poller: Awaited<ReturnType<typeof createPoller>>,
  answers: Answers,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await poller.pollUntilDone(signal ? { abortSignal: signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw failureOf(error, answers.last);
  }
}

/** What `Azure-AsyncOperation` says of one that somebody ended. */
const canceled = z.object({ status: z.literal('Canceled') });

/** In the words of the resource manager. A request that failed says itself why. */
function failureOf(error: unknown, last: ArmAnswer | undefined): unknown {
  if (error instanceof ResourceError || !(error instanceof Error)) return error;

  const fault = readArmFault(last?.body);
  if (!fault && canceled.safeParse(last?.body).success) {
    return new ResourceError({ kind: 'operationFailed', code: 'Canceled', detail: 'What was done until then stays.' });
  }
  const detail = fault ? armFaultText(fault) : error.message;
  return new ResourceError({ kind: 'operationFailed', code: fault?.code || 'Failed', detail });
}
