import * as z from 'zod/mini';
import type { Json } from '../../domain/json.ts';
import { sameRegistrationId } from '../../domain/provisioning/registrationId.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import { noTpm } from './tpm.ts';

/** How long devices are told to wait before they ask what became of their request. */
export const retryAfterSeconds = 1;

const body = z.object({
  registrationId: z.optional(z.nullable(z.string())),
  tpm: z.optional(z.nullable(z.unknown())),
  payload: z.optional(z.unknown()),
});

/**
 * Reads what a device sends when it registers; gives what it has for a custom allocation.
 * @param value text, or what was JSON.
 * @throws ProvisioningFault ArgumentInvalid
 */
export function parseRegisterBody(value: unknown, registrationId: string): Json | undefined {
  const parsed = z.safeParse(body, typeof value === 'string' ? parseJson(value) : value);
  if (!parsed.success) throw invalid('The body is not a registration.');

  const { registrationId: named, tpm, payload } = parsed.data;
  if (tpm) throw noTpm();
  if (named && !sameRegistrationId(named, registrationId))
    throw invalid(`The body is about another device, "${named}".`);

  return payload as Json | undefined;
}

/**
 * A device with a TPM shows nothing at first but that it has one: it expects a challenge.
 * @param value as for {@link parseRegisterBody}.
 * @throws ProvisioningFault ArgumentInvalid
 */
export function refuseTpm(value: unknown): void {
  const { data } = z.safeParse(body, value);
  if (data?.tpm) throw noTpm();
}

/** An empty text says nothing, which is enough. */
function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(message: string): ProvisioningFault {
  return new ProvisioningFault('ArgumentInvalid', message);
}
