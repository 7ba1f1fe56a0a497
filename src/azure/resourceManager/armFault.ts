import * as z from 'zod/mini';

/** What Azure Resource Manager says went wrong: "Common API Details", Error Response Content. */
export interface ArmFault {
  readonly code: string;
  readonly message: string;
  /** What was the matter inside. */
  readonly details?: readonly ArmFault[] | null | undefined;
}

const fault: z.ZodMiniType<ArmFault> = z.object({
  code: z._default(z.string(), ''),
  message: z._default(z.string(), ''),
  details: z.optional(z.nullable(z.array(z.lazy(() => fault)))),
});
const inAnswer = z.object({ error: fault });

/** Reads the fault of an answer; nothing if it tells of none. */
export function readArmFault(body: unknown): ArmFault | undefined {
  const parsed = inAnswer.safeParse(body);
  if (parsed.success) return parsed.data.error;

  const bare = fault.safeParse(body);
  return bare.success && bare.data.code !== '' ? bare.data : undefined;
}

/** The message, and after it those of all that was the matter inside, with their codes. */
export function armFaultText({ message, details }: ArmFault): string {
  const inner = (details ?? []).map(each => [each.code, armFaultText(each)].filter(text => text !== '').join(': '));
  return [message, ...inner].filter(text => text !== '').join(' ');
}
