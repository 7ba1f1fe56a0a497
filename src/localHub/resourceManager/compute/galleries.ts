import * as z from 'zod/mini';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault, badRequest } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { findRecord, listRecords, recordId, recordResource, type ResourceRecord } from '../recordResource.ts';
import type { ResourceType } from '../resourceType.ts';
import { findRecordById } from '../recordResource.ts';
import { computeTypes } from './computeTypes.ts';
import { imageTraits, machineAt, notFound } from './images.ts';
import { machineState } from './machineState.ts';

const common = { versions: computeVersions, creation: 'asyncOperation', deletion: 'asyncOperation' } as const;

const galleryNamePattern = /^[A-Za-z\d](?:[\w.]{0,78}[A-Za-z\d])?$/;

/** Galleries of images. */
export const galleryResource: ResourceType = recordResource({
  ...common,
  type: computeTypes.gallery,
  nameProblem: name =>
    galleryNamePattern.test(name)
      ? undefined
      : `The gallery name '${name}' is not valid: it needs 1 to 80 letters, digits, dots and underscores between the first and the last.`,
  read: ({ properties }) => ({ properties, state: {} }),
  show: (_, { name }) => ({ identifier: { uniqueName: `local-${name}` } }),
  checkRemoval: (arm, record) => checkEmpty(arm, record, computeTypes.galleryImage),
});

const imageProperties = z.looseObject({
  osType: z.enum(['Linux', 'Windows']),
  osState: z.enum(['Generalized', 'Specialized']),
  identifier: z.object({ publisher: z.string(), offer: z.string(), sku: z.string() }),
  hyperVGeneration: z._default(z.enum(['V1', 'V2']), 'V2'),
});

/** What the versions of an image in a gallery are of. */
export const galleryImageResource: ResourceType = recordResource({
  ...common,
  type: computeTypes.galleryImage,
  read({ properties, known }) {
    const asked = readBody(properties, imageProperties);
    if (known && (known.properties['osType'] !== asked.osType || known.properties['osState'] !== asked.osState)) {
      throw new ArmFault(
        409,
        'PropertyChangeNotAllowed',
        "Changing property 'osType' or 'osState' of a gallery image is not allowed.",
      );
    }
    return { properties: asked, state: {} };
  },
  checkRemoval: (arm, record) => checkEmpty(arm, record, computeTypes.galleryVersion),
});

const versionProperties = z.looseObject({
  storageProfile: z.looseObject({
    source: z.optional(
      z.nullable(z.looseObject({ id: z.optional(z.string()), virtualMachineId: z.optional(z.string()) })),
    ),
  }),
});

/** Versions of images in galleries: of a machine as it is, or of a managed image. Records that machines can be made of. */
export const galleryVersionResource: ResourceType = recordResource({
  ...common,
  type: computeTypes.galleryVersion,
  nameProblem: name =>
    /^\d+\.\d+\.\d+$/.test(name)
      ? undefined
      : `The gallery image version name '${name}' is not valid: it needs three numbers, such as 1.0.0.`,
  read({ arm, place, properties, known }) {
    const asked = readBody(properties, versionProperties);
    const { source } = asked.storageProfile;
    const id = source?.virtualMachineId ?? source?.id;
    if (id === undefined) {
      throw badRequest("Required parameter 'storageProfile.source' is missing (null).", 'InvalidParameter');
    }
    if (!known) checkSource(galleryImageOf(arm, place.group, place.name), sourceTraits(arm, id));
    return { properties: asked, state: known?.state ?? {} };
  },
});

/** What a version in a gallery is of. */
export function versionTraits(arm: ArmContext, version: ResourceRecord) {
  return traitsOf(galleryImageOf(arm, version.group, version.name));
}

function traitsOf({ properties }: ResourceRecord) {
  return { osType: String(properties['osType']), isGeneralized: properties['osState'] === 'Generalized' };
}

function galleryImageOf(arm: ArmContext, group: string, versionName: string): ResourceRecord {
  const name = versionName.split('/').slice(0, 2).join('/');
  const image = findRecord(arm, computeTypes.galleryImage, { group, name });
  if (image) return image;
  throw notFound(recordId(arm, { group, type: computeTypes.galleryImage, name }));
}

/** The newest version of a gallery image. */
export function newestVersion(arm: ArmContext, image: ResourceRecord): ResourceRecord | undefined {
  const versions = childrenOf(arm, image, computeTypes.galleryVersion);
  return versions.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })).at(-1);
}

function sourceTraits(arm: ArmContext, id: string) {
  const record = findRecordById(arm, id);
  if (record?.type === computeTypes.image) return imageTraits(record);

  const { osType, isGeneralized } = machineState(machineAt(arm, id));
  return { osType, isGeneralized };
}

function checkSource(image: ResourceRecord, source: ReturnType<typeof sourceTraits>): void {
  const wanted = traitsOf(image);
  if (wanted.osType === source.osType && wanted.isGeneralized === source.isGeneralized) return;

  const describe = ({ osType, isGeneralized }: typeof source) =>
    `${isGeneralized ? 'Generalized' : 'Specialized'} ${osType}`;
  throw badRequest(
    `The gallery image '${image.name}' is of a ${describe(wanted)} system, and the source is a ${describe(source)} one.`,
    'InvalidParameter',
  );
}

function childrenOf(arm: ArmContext, { group, name }: ResourceRecord, type: string): readonly ResourceRecord[] {
  const prefix = `${name}/`.toLowerCase();
  return listRecords(arm, type).filter(each => each.group === group && each.name.toLowerCase().startsWith(prefix));
}

function checkEmpty(arm: ArmContext, record: ResourceRecord, type: string): void {
  const [child] = childrenOf(arm, record, type);
  if (!child) return;
  throw new ArmFault(
    409,
    'CannotDeleteResource',
    `Can not delete resource before nested resources are deleted: '${record.name}' has '${child.name}'.`,
  );
}
