import { X509Certificate } from 'node:crypto';
import * as z from 'zod/mini';
import type { DeviceProof } from '../../protocol/simulatorProcess.ts';
import { ProxyError } from '../network/proxyError.ts';
import { connectionProblem } from '../connectionProblem.ts';

/** What the service says when it refuses; the SDK leaves it in the error, once deeper than at other times. */
const said = z.object({ message: z.optional(z.string()), errorMessage: z.optional(z.string()) });
const answered = z.object({
  result: z.looseObject({ ...said.shape, registrationState: z.optional(said) }),
});

/** Why a device got no hub, as a sentence without secrets. @param proof what it shows. */
export function provisioningProblem(error: unknown, proof: DeviceProof): string {
  if (error instanceof ProxyError) return error.message;
  const { data } = z.safeParse(answered, error);
  const state = data?.result.registrationState;
  const words = state?.errorMessage ?? data?.result.errorMessage ?? data?.result.message;
  if (words !== undefined) return `${refuses} ${words}`;

  const problem = connectionProblem(error);
  return problem.startsWith('The hub refuses')
    ? `${refuses} ${likelyReason(proof)}`
    : problem.replaceAll('The hub', 'The provisioning service');
}

const refuses = 'The provisioning service refuses the device:';

/** Over MQTT the service says no more than that it refuses. */
function likelyReason(proof: DeviceProof): string {
  if ('symmetricKey' in proof) {
    return 'check its ID scope, its registration id and its key, and whether its enrollment is enabled.';
  }
  const { subject, validTo } = new X509Certificate(proof.certificate);
  const name = subject.replaceAll('\n', ', ');
  return Date.parse(validTo) < Date.now()
    ? `its certificate, ${name}, expired on ${validTo}. Choose one that is valid.`
    : `check its ID scope, whether its certificate, ${name}, is that of the enrollment or signed by its authority, and whether the enrollment is enabled.`;
}
