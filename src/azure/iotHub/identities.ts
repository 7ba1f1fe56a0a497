import * as z from 'zod/mini';
import type { DeviceIdentity } from '../../domain/device.ts';
import { Secret } from '../../domain/secret.ts';
import type { HubCalls } from './hubCalls.ts';
import { optionalText, readAnswer } from './wire.ts';

export async function getDevice(calls: HubCalls, deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity> {
  return calls.run({
    subject: { deviceId },
    signal,
    send: async ({ registry }) => readIdentity((await registry.get(deviceId)).responseBody),
  });
}

export async function createDevice(calls: HubCalls, deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity> {
  return calls.run({
    subject: { deviceId },
    signal,
    async send({ registry }, { mayRepeat }) {
      const answer = await unlessDone(registry.create({ deviceId, status: 'enabled' }), mayRepeat && 409);
      return answer ? readIdentity(answer.responseBody) : getDevice(calls, deviceId, signal);
    },
  });
}

export async function deleteDevice(calls: HubCalls, deviceId: string, signal?: AbortSignal): Promise<void> {
  await calls.run({
    subject: { deviceId },
    signal,
    send: async ({ registry }, { mayRepeat }) => {
      await unlessDone(registry.delete(deviceId), mayRepeat && 404);
    },
  });
}

/** Waits for `request`; gives nothing if it fails with the status that says that an earlier try did the work. */
async function unlessDone<T>(request: Promise<T>, statusOfDone: number | false): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (statusOfDone !== false && statusOf(error) === statusOfDone) return undefined;
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  const answered = z.safeParse(z.object({ response: z.object({ statusCode: z.number() }) }), error);
  return answered.data?.response.statusCode;
}

const identityAnswer = z.object({
  deviceId: z.string(),
  generationId: z.string(),
  etag: z.string(),
  status: z.enum(['enabled', 'disabled']),
  statusReason: optionalText,
  connectionState: z.enum(['Connected', 'Disconnected']),
  lastActivityTime: z.string(),
  authentication: z.object({
    type: z.enum(['sas', 'selfSigned', 'certificateAuthority', 'none']),
    symmetricKey: z.optional(z.nullable(z.object({ primaryKey: optionalText, secondaryKey: optionalText }))),
  }),
});

/** The identity of an answer of the service, its keys as secrets. @throws UnreadableAnswer */
function readIdentity(answer: unknown): DeviceIdentity {
  const { authentication, statusReason, ...identity } = readAnswer(identityAnswer, answer);
  const { primaryKey, secondaryKey } = authentication.symmetricKey ?? {};

  return {
    ...identity,
    authenticationType: authentication.type,
    ...(statusReason ? { statusReason } : {}),
    ...(primaryKey ? { primaryKey: new Secret(primaryKey) } : {}),
    ...(secondaryKey ? { secondaryKey: new Secret(secondaryKey) } : {}),
  };
}
