export type WireProtocol = 'mqtt' | 'amqp' | 'http';

const mqttConnect = 0x10;
const amqp = Buffer.from('AMQP');
const upperCaseLetters = { first: 0x41, last: 0x5a } as const;

/** Which protocol a connection begins with, or nothing for none that is spoken here. `bytes` has at least one. */
export function protocolOf(bytes: Buffer): WireProtocol | undefined {
  const first = bytes[0] ?? 0;
  if (first === mqttConnect) return 'mqtt';

  const start = bytes.subarray(0, amqp.length);
  if (start.equals(amqp.subarray(0, start.length))) return 'amqp';

  return first >= upperCaseLetters.first && first <= upperCaseLetters.last ? 'http' : undefined;
}
