import * as z from 'zod/mini';
import type { ResourceFault } from '../../domain/resources/resourceFault.ts';

/** As it comes: "Common API Details", Error Response Content; compute and others add an `innererror` of the form of OData. */
interface AnsweredFault {
  readonly code: string;
  readonly message: string;
  /** In the inner errors of compute, instead of `message`. */
  readonly errordetail: string;
  readonly details?: readonly AnsweredFault[] | null | undefined;
  readonly innererror?: AnsweredFault | null | undefined;
}

const answeredFault: z.ZodMiniType<AnsweredFault> = z.object({
  code: z._default(z.string(), ''),
  message: z._default(z.string(), ''),
  errordetail: z._default(z.string(), ''),
  details: z.optional(z.nullable(z.array(z.lazy(() => answeredFault)))),
  innererror: z.optional(z.nullable(z.lazy(() => answeredFault))),
});
const inAnswer = z.object({ error: answeredFault });

/** Reads the fault of an answer, or of one that comes as text; nothing if it tells of none. */
export function readArmFault(body: unknown): ResourceFault | undefined {
  if (typeof body === 'string') return faultInText(body);

  const parsed = inAnswer.safeParse(body);
  if (parsed.success) return told(parsed.data.error);

  const bare = answeredFault.safeParse(body);
  return bare.success && bare.data.code !== '' ? told(bare.data) : undefined;
}

/** The message, and after it those of all that was the matter inside, with their codes. */
export function armFaultText({ message, details }: ResourceFault): string {
  const inner = (details ?? []).map(each => [each.code, armFaultText(each)].filter(text => text !== '').join(': '));
  return [message, ...inner].filter(text => text !== '').join(' ');
}

/** Deployments hand on what a provider answered as the text of a message: that is one of the inner faults. */
function told({ code, message, errordetail, details, innererror }: AnsweredFault): ResourceFault {
  const handedOn = faultInText(message);
  const inner = [
    ...(handedOn ? [handedOn] : []),
    ...(details ?? []).map(told),
    ...(innererror ? [told(innererror)] : []),
  ].filter(({ code: innerCode, message: innerMessage }) => innerCode !== '' || innerMessage !== '');
  const words = handedOn ? '' : message || errordetail;
  return { code, message: words, ...(inner.length > 0 ? { details: inner } : {}) };
}

function faultInText(text: string): ResourceFault | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return readArmFault(JSON.parse(text));
  } catch {
    return undefined;
  }
}
