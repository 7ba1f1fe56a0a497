import * as z from 'zod/mini';

/** What the body of a failed answer says. */
export interface ServiceFault {
  /** The service's six-digit number, such as 404103. */
  readonly errorCode?: number;
  /** The service's name of the failure, such as `DeviceNotOnline`, where it gives no number. */
  readonly errorName?: string;
  readonly trackingId?: string;
  readonly message?: string;
}

const text = z.optional(z.nullable(z.string()));
const outerBody = z.looseObject({ Message: text, ExceptionMessage: text });
const innerBody = z.looseObject({ errorCode: z.optional(z.number()), trackingId: text, message: text });

/**
 * Reads the body of a failed answer, in any form that the service has: `{"Message":"ErrorCode:NAME;text"}` with the
 * tracking id in `ExceptionMessage`, `{"Message":"{\"errorCode\":404103,…}"}` with JSON in the text, or the inner object
 * alone. Gives an empty object for anything else. The official client reads the first form only.
 */
export function readServiceFault(body: string): ServiceFault {
  const json = parseJson(body);
  const outer = z.safeParse(outerBody, json);
  if (!outer.success || typeof outer.data.Message !== 'string') return readInner(json);

  const { Message: message, ExceptionMessage: exception } = outer.data;
  const inner = parseJson(message);
  return inner === undefined ? readNamed(message, exception ?? '') : readInner(inner);
}

function readInner(json: unknown): ServiceFault {
  const inner = z.safeParse(innerBody, json);
  if (!inner.success) return {};

  const { errorCode, trackingId, message } = inner.data;
  return {
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(trackingId ? { trackingId } : {}),
    ...(message ? { message } : {}),
  };
}

function readNamed(message: string, exception: string): ServiceFault {
  const named = /^ErrorCode:(?<name>\w+);\s*(?<rest>.*)$/s.exec(message)?.groups;
  const trackingId = /Tracking ID:(?<id>[\w-]+?)(?=-|\s|$)/i.exec(`${exception} ${message}`)?.groups?.['id'];

  return {
    ...(named?.['name'] ? nameOrNumber(named['name']) : {}),
    message: named?.['rest'] ?? message,
    ...(trackingId ? { trackingId } : {}),
  };
}

function nameOrNumber(name: string): ServiceFault {
  return /^\d+$/.test(name) ? { errorCode: Number(name) } : { errorName: name };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller has another form to try.
    return undefined;
  }
}
