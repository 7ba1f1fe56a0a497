import { withProxyWitness } from '../proxyWitness.ts';
import { answerFailure, sendingFailure } from './armFailure.ts';
import type { ArmAnswer, ArmRequest, SendToArm } from './armPipeline.ts';

/**
 * Sends a request. @param place where the resource manager is, for people.
 * @throws ResourceError for what is no success; what a sign-in failed with, and a bug, as they were thrown; AbortError.
 */
export async function sendToArm(send: SendToArm, request: ArmRequest, place: string): Promise<ArmAnswer> {
  let answer: ArmAnswer;
  try {
    answer = await withProxyWitness(() => send(request));
  } catch (error) {
    request.signal?.throwIfAborted();
    throw sendingFailure(error, place);
  }
  if (answer.status >= 300) throw answerFailure(answer, request.url);
  return answer;
}
