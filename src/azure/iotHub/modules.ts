import * as z from 'zod/mini';
import type { ModuleIdentity } from '../../domain/device.ts';
import type { ModuleAddress } from '../../domain/identityAddress.ts';
import type { NewModule } from '../../domain/identityChange.ts';
import type { HubCalls } from './hubCalls.ts';
import { readModule } from './identityAnswer.ts';
import { moduleBody } from './identityBody.ts';
import { identityPath } from './identityPath.ts';
import { unlessDone } from './unlessDone.ts';
import { readAnswer } from './wire.ts';

/** The modules of a device; there are 50 at most. */
export async function listModules(
  calls: HubCalls,
  deviceId: string,
  signal?: AbortSignal,
): Promise<readonly ModuleIdentity[]> {
  return calls.run({
    subject: { deviceId },
    signal,
    async send({ registry }) {
      const { responseBody } = await registry.getModulesOnDevice(deviceId);
      return readAnswer(z.array(z.unknown()), responseBody).map(readModule);
    },
  });
}

export async function createModule(calls: HubCalls, module: NewModule, signal?: AbortSignal): Promise<ModuleIdentity> {
  const { deviceId, moduleId } = module;
  const path = identityPath(module);
  return calls.run({
    subject: { deviceId, moduleId },
    signal,
    async send(sdk, { mayRepeat }) {
      const answer = await unlessDone(sdk.put(path, moduleBody(module)), mayRepeat && 409);
      return readModule(answer ?? (await sdk.get(path)));
    },
  });
}

export async function deleteModule(calls: HubCalls, address: ModuleAddress, signal?: AbortSignal): Promise<void> {
  await calls.run({
    subject: address,
    signal,
    send: async ({ registry }, { mayRepeat }) => {
      await unlessDone(registry.removeModule(address.deviceId, address.moduleId), mayRepeat && 404);
    },
  });
}
