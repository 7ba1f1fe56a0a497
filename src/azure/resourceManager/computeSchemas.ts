import * as z from 'zod/mini';
import { optionalText } from '../iotHub/wire.ts';

const osType = z.enum(['Linux', 'Windows']);
const tags = z.optional(z.nullable(z.record(z.string(), z.string())));
const architecture = optionalText;

/** Lists of operating systems are bare arrays. */
export const namesAnswer = z.array(z.object({ name: z.string() }));

export const platformImageAnswer = z.object({
  properties: z.object({
    osDiskImage: z.object({ operatingSystem: osType }),
    architecture,
    hyperVGeneration: optionalText,
  }),
});

export const imageAnswer = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  tags,
  properties: z.object({
    storageProfile: z.optional(
      z.nullable(
        z.object({
          osDisk: z.optional(
            z.nullable(z.object({ osType, osState: z.enum(['Generalized', 'Specialized']), blobUri: optionalText })),
          ),
        }),
      ),
    ),
  }),
});

export const namedAnswer = z.object({ id: z.string(), name: z.string(), location: z.string(), tags });

export const galleryImageAnswer = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    osType,
    osState: z.enum(['Generalized', 'Specialized']),
    architecture,
    description: optionalText,
  }),
});

const status = z.object({ code: z.string() });

const part = z.object({
  id: z.string(),
  properties: z.optional(z.nullable(z.object({ deleteOption: optionalText }))),
});

export const machineAnswer = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  properties: z.object({
    provisioningState: optionalText,
    hardwareProfile: z.optional(z.nullable(z.object({ vmSize: optionalText }))),
    storageProfile: z.optional(
      z.nullable(
        z.object({
          osDisk: z.optional(
            z.nullable(
              z.object({
                osType: z.optional(z.nullable(osType)),
                deleteOption: optionalText,
                managedDisk: z.optional(z.nullable(z.object({ id: optionalText }))),
              }),
            ),
          ),
        }),
      ),
    ),
    networkProfile: z.optional(z.nullable(z.object({ networkInterfaces: z.optional(z.nullable(z.array(part))) }))),
    instanceView: z.optional(
      z.nullable(z.object({ statuses: z.optional(z.array(status)), hyperVGeneration: optionalText })),
    ),
  }),
});

export const skuAnswer = z.object({
  resourceType: optionalText,
  name: z.string(),
  capabilities: z.optional(z.nullable(z.array(z.object({ name: optionalText, value: optionalText })))),
  restrictions: z.optional(z.nullable(z.array(z.object({ type: optionalText })))),
});
