import * as z from 'zod/mini';
import type { DeviceTwin, Thumbprints } from '../../domain/device.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { TwinPatch } from '../../domain/twin/twinPatch.ts';
import type { HubCalls } from './hubCalls.ts';
import { jsonObject, optionalText, present, readAnswer } from './wire.ts';

export async function getTwin(calls: HubCalls, address: IdentityAddress, signal?: AbortSignal): Promise<DeviceTwin> {
  const { deviceId, moduleId } = address;
  return calls.run({
    subject: address,
    signal,
    async send({ registry }) {
      const twin = moduleId === undefined ? registry.getTwin(deviceId) : registry.getModuleTwin(deviceId, moduleId);
      return readTwin((await twin).responseBody);
    },
  });
}

interface TwinUpdate {
  readonly patch: TwinPatch;
  /** Of the twin that the patch was made for. */
  readonly etag: string;
}

/**
 * Patches a twin. Sent again after a lost answer: if the first try arrived, the second is an `etagMismatch`, and who
 * reads the twin then finds the own change in it.
 */
export async function updateTwin(
  calls: HubCalls,
  address: IdentityAddress,
  { patch, etag }: TwinUpdate,
  signal?: AbortSignal,
): Promise<DeviceTwin> {
  const { deviceId, moduleId } = address;
  return calls.run({
    subject: address,
    signal,
    async send({ registry }) {
      const answer =
        moduleId === undefined
          ? await registry.updateTwin(deviceId, patch, etag)
          : await registry.updateModuleTwin(deviceId, moduleId, patch, etag);
      return readTwin(answer.responseBody);
    },
  });
}

const twinAnswer = z.object({
  deviceId: z.string(),
  moduleId: optionalText,
  etag: z.string(),
  deviceEtag: optionalText,
  status: z.enum(['enabled', 'disabled']),
  statusReason: optionalText,
  statusUpdateTime: optionalText,
  connectionState: z.enum(['Connected', 'Disconnected']),
  lastActivityTime: z.string(),
  cloudToDeviceMessageCount: z.optional(z.nullable(z.number())),
  authenticationType: z.optional(z.nullable(z.enum(['sas', 'selfSigned', 'certificateAuthority', 'none']))),
  x509Thumbprint: z.optional(
    z.nullable(z.object({ primaryThumbprint: optionalText, secondaryThumbprint: optionalText })),
  ),
  modelId: optionalText,
  version: z.optional(z.number()),
  capabilities: z.optional(z.nullable(z.object({ iotEdge: z.boolean() }))),
  deviceScope: optionalText,
  parentScopes: z.optional(z.nullable(z.array(z.string()))),
  tags: z.optional(jsonObject),
  properties: z.optional(z.object({ desired: z.optional(jsonObject), reported: z.optional(jsonObject) })),
});

/** The twin of an answer of the service. @throws UnreadableAnswer */
export function readTwin(answer: unknown): DeviceTwin {
  const { deviceId, etag, status, connectionState, lastActivityTime, tags, properties, ...more } = readAnswer(
    twinAnswer,
    answer,
  );
  const { x509Thumbprint, ...rest } = more;

  return {
    deviceId,
    etag,
    status,
    connectionState,
    lastActivityTime,
    tags: tags ?? {},
    desired: properties?.desired ?? {},
    reported: properties?.reported ?? {},
    ...thumbprints(x509Thumbprint?.primaryThumbprint, x509Thumbprint?.secondaryThumbprint),
    ...present(rest),
  };
}

/** The service shows them empty for devices that have none. */
function thumbprints(
  primaryThumbprint: string | null | undefined,
  secondaryThumbprint: string | null | undefined,
): { x509Thumbprint: Thumbprints } | undefined {
  if (!primaryThumbprint) return undefined;
  return { x509Thumbprint: { primaryThumbprint, ...(secondaryThumbprint ? { secondaryThumbprint } : {}) } };
}
