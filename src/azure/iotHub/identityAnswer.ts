import * as z from 'zod/mini';
import type { DeviceIdentity, ModuleIdentity } from '../../domain/device.ts';
import { Secret } from '../../domain/secret.ts';
import { optionalText, present, readAnswer } from './wire.ts';

const common = {
  deviceId: z.string(),
  generationId: z.string(),
  etag: z.string(),
  connectionState: z.enum(['Connected', 'Disconnected']),
  connectionStateUpdatedTime: optionalText,
  lastActivityTime: z.string(),
  cloudToDeviceMessageCount: z.optional(z.nullable(z.number())),
  authentication: z.object({
    type: z.enum(['sas', 'selfSigned', 'certificateAuthority', 'none']),
    symmetricKey: z.optional(z.nullable(z.object({ primaryKey: optionalText, secondaryKey: optionalText }))),
    x509Thumbprint: z.optional(
      z.nullable(z.object({ primaryThumbprint: optionalText, secondaryThumbprint: optionalText })),
    ),
  }),
};

const deviceAnswer = z.object({
  ...common,
  status: z.enum(['enabled', 'disabled']),
  statusReason: optionalText,
  statusUpdatedTime: optionalText,
  capabilities: z.optional(z.nullable(z.object({ iotEdge: z.boolean() }))),
  deviceScope: optionalText,
  parentScopes: z.optional(z.nullable(z.array(z.string()))),
});

const moduleAnswer = z.object({ ...common, moduleId: z.string(), managedBy: optionalText });

/** The device of an answer of the service, its keys as secrets. @throws UnreadableAnswer */
export function readDevice(answer: unknown): DeviceIdentity {
  const { status, statusReason, statusUpdatedTime, capabilities, deviceScope, parentScopes, ...rest } = readAnswer(
    deviceAnswer,
    answer,
  );
  const more = present({ statusUpdatedTime, capabilities, deviceScope, parentScopes });

  return { ...readCommon(rest), status, ...(statusReason ? { statusReason } : {}), ...more };
}

/** The module of an answer of the service, its keys as secrets. @throws UnreadableAnswer */
export function readModule(answer: unknown): ModuleIdentity {
  const { moduleId, managedBy, ...rest } = readAnswer(moduleAnswer, answer);
  return { moduleId, ...readCommon(rest), ...(managedBy ? { managedBy } : {}) };
}

type Common = z.infer<z.ZodMiniObject<typeof common>>;

function readCommon({ authentication, connectionStateUpdatedTime, cloudToDeviceMessageCount, ...rest }: Common) {
  const { type, symmetricKey, x509Thumbprint } = authentication;
  return {
    ...rest,
    authenticationType: type,
    ...present({ connectionStateUpdatedTime, cloudToDeviceMessageCount, ...x509Thumbprint }),
    ...(symmetricKey?.primaryKey ? { primaryKey: new Secret(symmetricKey.primaryKey) } : {}),
    ...(symmetricKey?.secondaryKey ? { secondaryKey: new Secret(symmetricKey.secondaryKey) } : {}),
  };
}
