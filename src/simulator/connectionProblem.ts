import { ProxyError } from './network/proxyError.ts';

/** The hub took the connection and does not want the device. */
const refused = /Connection refused: (?:Not authorized|Bad username)|Unable to establish a connection/i;

const sentences: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/ECONNREFUSED|ECONNRESET|premature close|Connection to the server has been closed/, 'The hub does not answer.'],
  [/ENOTFOUND|EAI_AGAIN/, 'The name of the hub cannot be found.'],
  [/ETIMEDOUT|connack timeout|due to timeout/i, 'The hub takes too long to answer.'],
  [
    /certificate|CERT_|self.signed/i,
    'The certificate of the hub is not trusted. If a proxy reads along, or the hub has a private authority, add that authority to those of this machine or to NODE_EXTRA_CA_CERTS.',
  ],
  [refused, 'The hub refuses the device: it may be disabled, deleted, or have another key.'],
  [/Server unavailable/, 'The hub is not available.'],
];

/**
 * Why a device is not connected, as a sentence without secrets. The device SDK calls each failure of a first connection
 * "not authorized"; what really happened stands behind that in its message.
 */
export function connectionProblem(error: unknown): string {
  if (error instanceof ProxyError) return error.message;
  const cause = causeOf(error);
  return sentences.find(([pattern]) => pattern.test(cause))?.[1] ?? `The connection failed: ${cause}`;
}

/** True if the hub does not want the device: it may be disabled, deleted or moved, or have another key. */
export function isRefusal(error: unknown): boolean {
  return refused.test(causeOf(error));
}

function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^(?:mqtt\.js returned )?Failure on first connection \(Not authorized\): /, '');
}
