import * as z from 'zod/mini';
import type { DirectMethodCall, DirectMethodResult } from '../../domain/directMethod.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { Json } from '../../domain/json.ts';
import type { HubCalls } from './hubCalls.ts';
import { readAnswer } from './wire.ts';

/** How much longer than the device's time we wait for the service to say that it is over. */
const graceMs = 10_000;

const methodAnswer = z.object({ status: z.number(), payload: z.optional(z.json()) });

/** Calls a direct method on a device or a module. Sent again only if it is certain that the device did not get it. */
export async function invokeMethod(
  calls: HubCalls,
  address: IdentityAddress,
  call: DirectMethodCall,
  signal?: AbortSignal,
): Promise<DirectMethodResult> {
  const { methodName, responseTimeoutInSeconds, connectTimeoutInSeconds } = call;
  const timeoutInSeconds = responseTimeoutInSeconds + connectTimeoutInSeconds;

  return calls.run({
    subject: { ...address, method: { methodName, timeoutInSeconds } },
    timeoutMs: timeoutInSeconds * 1000 + graceMs,
    signal,
    async send(sdk) {
      const { status, payload } = readAnswer(methodAnswer, await sdk.invokeMethod(address, call));
      return { status, payload: (payload ?? null) satisfies Json };
    },
  });
}
