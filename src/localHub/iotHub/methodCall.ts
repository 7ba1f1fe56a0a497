import * as z from 'zod/mini';
import { directMethodLimits } from '../../domain/directMethod.ts';
import { HubFault } from './hubFault.ts';

const { responseTimeoutInSeconds: response, connectTimeoutInSeconds: connect, payloadBytes } = directMethodLimits;
const seconds = ({ least, most }: { least: number; most: number }) =>
  z.optional(z.nullable(z.int().check(z.minimum(least), z.maximum(most))));

const methodRequest = z.object({
  // Printable ASCII without separators; documented for the names and values of methods and jobs.
  methodName: z.string().check(z.regex(/^[!#$%&'*+\-.0-9A-Z^_`a-z|~]{1,100}$/)),
  payload: z.optional(z.json()),
  responseTimeoutInSeconds: seconds(response),
  connectTimeoutInSeconds: seconds(connect),
});

/** A call of a method, as it can be sent to any number of devices. */
export interface MethodCall {
  readonly methodName: string;
  /** JSON. */
  readonly payload: Buffer;
  readonly responseTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** Reads the body of a method call. @throws HubFault ArgumentInvalid (400004), MessageTooLarge (413001) */
export function parseMethodCall(body: unknown): MethodCall {
  const parsed = z.safeParse(methodRequest, body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new HubFault('ArgumentInvalid', field === '' ? 'The body is not a method call.' : `"${field}" is not valid.`);
  }

  const { methodName, payload: value, responseTimeoutInSeconds, connectTimeoutInSeconds } = parsed.data;
  const payload = Buffer.from(JSON.stringify(value ?? null));
  if (payload.length > payloadBytes) {
    throw new HubFault('MessageTooLarge', `The payload has ${payload.length} bytes. It may have ${payloadBytes}.`);
  }
  return {
    methodName,
    payload,
    responseTimeoutMs: (responseTimeoutInSeconds ?? response.default) * 1000,
    connectTimeoutMs: (connectTimeoutInSeconds ?? connect.default) * 1000,
  };
}
