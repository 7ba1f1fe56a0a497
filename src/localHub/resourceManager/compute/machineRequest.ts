import * as z from 'zod/mini';
import { ArmFault, badRequest } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { findRecordById } from '../recordResource.ts';
import { sameName } from '../resourceIds.ts';
import { isObject, type JsonObject } from '../template/values.ts';
import { computeTypes } from './computeTypes.ts';
import { newestVersion, versionTraits } from './galleries.ts';
import { imageTraits, notFound } from './images.ts';
import { machineSizes } from './machineSizes.ts';
import { platformImages } from './platformImages.ts';

const deleteOption = z.optional(z.enum(['Delete', 'Detach', 'ForceDetach']));
const reference = z.looseObject({ id: z.string() });

const interfaceConfiguration = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    deleteOption,
    networkSecurityGroup: z.optional(z.nullable(reference)),
    ipConfigurations: z.array(
      z.looseObject({
        name: z.string(),
        properties: z.looseObject({
          subnet: reference,
          publicIPAddressConfiguration: z.optional(
            z.nullable(z.looseObject({ name: z.string(), properties: z.optional(z.looseObject({ deleteOption })) })),
          ),
        }),
      }),
    ),
  }),
});
export type InterfaceConfiguration = z.infer<typeof interfaceConfiguration>;

export const networkProfile = z.looseObject({
  networkInterfaces: z.optional(
    z.nullable(z.array(z.looseObject({ id: z.string(), properties: z.optional(z.looseObject({ deleteOption })) }))),
  ),
  networkInterfaceConfigurations: z.optional(z.nullable(z.array(interfaceConfiguration))),
});
export type NetworkProfile = z.infer<typeof networkProfile>;

const machineProperties = z.looseObject({
  hardwareProfile: z.looseObject({ vmSize: z.string() }),
  storageProfile: z.looseObject({
    imageReference: z.optional(
      z.nullable(
        z.looseObject({
          id: z.optional(z.string()),
          publisher: z.optional(z.string()),
          offer: z.optional(z.string()),
          sku: z.optional(z.string()),
          version: z.optional(z.string()),
        }),
      ),
    ),
    osDisk: z.optional(z.nullable(z.looseObject({ name: z.optional(z.string()), deleteOption }))),
  }),
  osProfile: z.optional(
    z.nullable(z.looseObject({ computerName: z.optional(z.string()), adminUsername: z.optional(z.string()) })),
  ),
  networkProfile,
});
export type MachineProperties = z.infer<typeof machineProperties>;

/** What a machine is made of. */
export interface ImageTraits {
  readonly osType: 'Linux' | 'Windows';
  readonly isGeneralized: boolean;
  /** Of the platform's images and those of galleries. */
  readonly exactVersion?: string | undefined;
}

/** Reads what a machine is to be. @throws ArmFault InvalidParameter, PlatformImageNotFound, NotFound */
export function readMachine(arm: ArmContext, properties: JsonObject) {
  const asked = readBody(properties, machineProperties);
  checkSize(asked.hardwareProfile.vmSize);
  const image = readImage(arm, asked);
  const { osProfile } = asked;
  if (image.isGeneralized && !osProfile)
    throw badRequest("Required parameter 'osProfile' is missing (null).", 'InvalidParameter');
  if (!image.isGeneralized && osProfile) {
    throw badRequest(
      "Parameter 'osProfile' is not allowed: the image is specialized, and the machine is who the captured one was.",
      'InvalidParameter',
    );
  }
  const { networkInterfaces, networkInterfaceConfigurations } = asked.networkProfile;
  if ((networkInterfaces ?? []).length + (networkInterfaceConfigurations ?? []).length === 0) {
    throw badRequest("Required parameter 'networkProfile.networkInterfaces' is missing (null).", 'InvalidParameter');
  }
  return { asked, image };
}

/** Without what the service never shows again: passwords, and what the system is given when it first starts. */
export function withoutSecrets({ osProfile, ...properties }: MachineProperties): JsonObject {
  const { userData: _userData, ...shown } = properties;
  if (!osProfile) return shown;

  const { adminPassword: _password, customData: _customData, secrets: _secrets, ...kept } = osProfile;
  return { ...shown, osProfile: kept };
}

function checkSize(name: string): void {
  const size = machineSizes.find(known => sameName(known.name, name));
  if (size && !size.isRestricted) return;
  if (size) {
    const message = `The requested VM size '${name}' is currently not available. Please try another size or deploy to a different location or zones.`;
    throw new ArmFault(409, 'SkuNotAvailable', message);
  }
  throw badRequest(
    `The value ${name} provided for the VM size is not valid. The valid sizes in the current region are: ${machineSizes.map(known => known.name).join(',')}.`,
    'InvalidParameter',
  );
}

function readImage(arm: ArmContext, { storageProfile }: MachineProperties): ImageTraits {
  const { imageReference } = storageProfile;
  if (imageReference?.id !== undefined) return ownImage(arm, imageReference.id);

  const { publisher = '', offer = '', sku = '', version = '' } = imageReference ?? {};
  const image = platformImages.find(
    known => sameName(known.publisher, publisher) && sameName(known.offer, offer) && sameName(known.sku, sku),
  );
  const exactVersion = version === 'latest' ? image?.versions.at(-1) : image?.versions.find(known => known === version);
  if (image && exactVersion !== undefined) return { osType: image.osType, isGeneralized: true, exactVersion };

  throw new ArmFault(
    404,
    'PlatformImageNotFound',
    `The platform image '${publisher}:${offer}:${sku}:${version}' is not available. Verify that all fields in the storage profile are correct.`,
  );
}

/** An image or a version in a gallery; of an image in a gallery its newest version. */
function ownImage(arm: ArmContext, id: string): ImageTraits {
  const record = findRecordById(arm, id);
  if (!record) throw notFound(id);
  switch (record.type) {
    case computeTypes.image:
      return asTraits(imageTraits(record));
    case computeTypes.galleryVersion:
      return { ...asTraits(versionTraits(arm, record)), exactVersion: record.name.split('/').at(-1) };
    case computeTypes.galleryImage: {
      const newest = newestVersion(arm, record);
      if (!newest) throw notFound(`${id}/versions/latest`);
      return { ...asTraits(versionTraits(arm, newest)), exactVersion: newest.name.split('/').at(-1) };
    }
    default:
      throw notFound(id);
  }
}

function asTraits({
  osType,
  isGeneralized,
}: {
  readonly osType: string;
  readonly isGeneralized: boolean;
}): ImageTraits {
  return { osType: osType === 'Windows' ? 'Windows' : 'Linux', isGeneralized };
}

/** True if what is used goes with the machine: `deleteOption` of the thing itself or of its properties. */
export function goesWithMachine(used: unknown): boolean {
  if (!isObject(used)) return false;
  return used['deleteOption'] === 'Delete' || goesWithMachine(used['properties']);
}
