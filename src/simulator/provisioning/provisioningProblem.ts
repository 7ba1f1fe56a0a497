import * as z from 'zod/mini';
import { ProxyError } from '../network/proxyError.ts';
import { connectionProblem } from '../connectionProblem.ts';

/** What the service says when it refuses; the SDK leaves it in the error, once deeper than at other times. */
const said = z.object({ message: z.optional(z.string()), errorMessage: z.optional(z.string()) });
const answered = z.object({
  result: z.looseObject({ ...said.shape, registrationState: z.optional(said) }),
});

const refusal =
  'The provisioning service refuses the device: check its ID scope, its registration id and its key or certificate, and whether its enrollment is enabled.';

/** Why a device got no hub, as a sentence without secrets. */
export function provisioningProblem(error: unknown): string {
  if (error instanceof ProxyError) return error.message;
  const { data } = z.safeParse(answered, error);
  const state = data?.result.registrationState;
  const words = state?.errorMessage ?? data?.result.errorMessage ?? data?.result.message;
  if (words !== undefined) return `The provisioning service refuses the device: ${words}`;
  if (error instanceof Error && /base64|Invalid key|key.*invalid/i.test(error.message)) return 'The key is not base64.';

  const problem = connectionProblem(error);
  return problem.startsWith('The hub refuses') ? refusal : problem.replaceAll('The hub', 'The provisioning service');
}
