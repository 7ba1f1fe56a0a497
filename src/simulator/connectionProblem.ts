const sentences: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [/ECONNREFUSED|ECONNRESET|premature close|Connection to the server has been closed/, 'The hub does not answer.'],
  [/ENOTFOUND|EAI_AGAIN/, 'The name of the hub cannot be found.'],
  [/ETIMEDOUT|connack timeout|due to timeout/i, 'The hub takes too long to answer.'],
  [/certificate|CERT_|self.signed/i, 'The certificate of the hub is not trusted.'],
  [
    /Connection refused: (?:Not authorized|Bad username)|Unable to establish a connection/i,
    'The hub refuses the device: it may be disabled, deleted, or have another key.',
  ],
  [/Server unavailable/, 'The hub is not available.'],
];

/**
 * Why a device is not connected, as a sentence without secrets. The device SDK calls each failure of a first connection
 * "not authorized"; what really happened stands behind that in its message.
 */
export function connectionProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = message.replace(/^(?:mqtt\.js returned )?Failure on first connection \(Not authorized\): /, '');

  return sentences.find(([pattern]) => pattern.test(cause))?.[1] ?? `The connection failed: ${cause}`;
}
