import * as z from 'zod/mini';
import type { DeviceIdentity, Identity } from '../../domain/device.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { NewDevice } from '../../domain/identityChange.ts';
import type { HubCalls } from './hubCalls.ts';
import { readDevice, readModule } from './identityAnswer.ts';
import { deviceBody } from './identityBody.ts';
import { identityPath } from './identityPath.ts';
import { unlessDone } from './unlessDone.ts';
import { readAnswer } from './wire.ts';

export async function getDevice(calls: HubCalls, deviceId: string, signal?: AbortSignal): Promise<DeviceIdentity> {
  return calls.run({
    subject: { deviceId },
    signal,
    send: async sdk => readDevice(await sdk.get(identityPath({ deviceId }))),
  });
}

/** The first 1,000 devices: the list has no pages. */
export async function listIdentities(calls: HubCalls, signal?: AbortSignal): Promise<readonly DeviceIdentity[]> {
  return calls.run({
    subject: {},
    signal,
    patient: true,
    send: async ({ registry }) =>
      readAnswer(z.array(z.unknown()), (await registry.list()).responseBody).map(readDevice),
  });
}

/** A device or a module. */
export async function getIdentity(calls: HubCalls, address: IdentityAddress, signal?: AbortSignal): Promise<Identity> {
  return calls.run({
    subject: address,
    signal,
    send: async sdk => readIdentity(address, await sdk.get(identityPath(address))),
  });
}

export async function createDevice(calls: HubCalls, device: NewDevice, signal?: AbortSignal): Promise<DeviceIdentity> {
  const { deviceId } = device;
  return calls.run({
    subject: { deviceId },
    signal,
    async send(sdk, { mayRepeat }) {
      const answer = await unlessDone(sdk.put(identityPath({ deviceId }), deviceBody(device)), mayRepeat && 409);
      return answer === undefined ? getDevice(calls, deviceId, signal) : readDevice(answer);
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

/** @throws UnreadableAnswer */
export function readIdentity({ moduleId }: IdentityAddress, answer: unknown): Identity {
  return moduleId === undefined ? readDevice(answer) : readModule(answer);
}
