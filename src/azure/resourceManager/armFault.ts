import * as z from 'zod/mini';
import type { ResourceFault } from '../../domain/resources/resourceFault.ts';

const fault: z.ZodMiniType<ResourceFault> = z.object({
  code: z._default(z.string(), ''),
  message: z._default(z.string(), ''),
  details: z.optional(z.nullable(z.array(z.lazy(() => fault)))),
});
const inAnswer = z.object({ error: fault });

/** Reads the fault of an answer; nothing if it tells of none. */
export function readArmFault(body: unknown): ResourceFault | undefined {
  const parsed = inAnswer.safeParse(body);
  if (parsed.success) return parsed.data.error;

  const bare = fault.safeParse(body);
  return bare.success && bare.data.code !== '' ? bare.data : undefined;
}

/** The message, and after it those of all that was the matter inside, with their codes. */
export function armFaultText({ message, details }: ResourceFault): string {
  const inner = (details ?? []).map(each => [each.code, armFaultText(each)].filter(text => text !== '').join(': '));
  return [message, ...inner].filter(text => text !== '').join(' ');
}
