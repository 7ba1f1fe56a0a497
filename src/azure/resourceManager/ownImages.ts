import * as z from 'zod/mini';
import type { Machine, NewGalleryVersion, OwnImage, OwnImages, ResourcePlace } from '../../domain/resources/compute.ts';
import type { Operation } from '../../domain/resources/operation.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import { present } from '../iotHub/wire.ts';
import type { ArmCalls } from './armCalls.ts';
import { galleryImageAnswer, imageAnswer, namedAnswer } from './computeSchemas.ts';
import { architectureOf } from './machineSizes.ts';
import { computeApi } from './platformImages.ts';

const galleryApi = '2025-12-03';

/** Managed images, and the versions of galleries. @param subscription `/subscriptions/…` */
export function ownImages(calls: ArmCalls, subscription: string): OwnImages {
  const compute = (group: string) =>
    `${subscription}/resourceGroups/${encodeURIComponent(group)}/providers/Microsoft.Compute`;
  const imagePath = ({ resourceGroup, name }: ResourcePlace) =>
    `${compute(resourceGroup)}/images/${encodeURIComponent(name)}`;

  return {
    async list(signal) {
      const path = `${subscription}/providers/Microsoft.Compute/images`;
      const managed = await calls.list(imageAnswer, { path, apiVersion: computeApi, signal });
      return [...managed.map(toManaged), ...(await galleryVersions(calls, subscription, signal))];
    },
    create({ blobUri, osType, osState, location, label, ...place }, signal) {
      const properties = { storageProfile: { osDisk: { osType, osState, blobUri } } };
      const body = { location, tags: tagsOf(label), properties };
      return calls.begin('PUT', { path: imagePath(place), apiVersion: computeApi, body, signal });
    },
    delete: ({ id, kind }, signal) =>
      calls.begin('DELETE', { path: id, apiVersion: kind === 'managed' ? computeApi : galleryApi, signal }),
    createOfMachine({ id, location, hyperVGeneration }, { label, ...place }, signal) {
      const properties = { sourceVirtualMachine: { id }, ...present({ hyperVGeneration }) };
      const body = { location, tags: tagsOf(label), properties };
      return calls.begin('PUT', { path: imagePath(place), apiVersion: computeApi, body, signal });
    },
    createVersionOfMachine: (machine, version, signal) =>
      createVersion(calls, compute(version.resourceGroup), machine, version, signal),
  };
}

function tagsOf(label: string) {
  return label === '' ? {} : { label };
}

/** What is there stays as it is: a gallery and its image are only named again. @param compute the provider of a group. */
async function createVersion(
  calls: ArmCalls,
  compute: string,
  { id, location, osType, hyperVGeneration = 'V2' }: Machine,
  { gallery, image, version, label, description }: NewGalleryVersion,
  signal?: AbortSignal,
): Promise<Operation> {
  const galleryPath = `${compute}/galleries/${encodeURIComponent(gallery)}`;
  const path = `${galleryPath}/images/${encodeURIComponent(image)}`;
  const identifier = { publisher: gallery, offer: image, sku: 'specialized' };
  const ofImage = { osType, osState: 'Specialized', hyperVGeneration, identifier, description };
  await makeUnlessThere(calls, galleryPath, { location }, signal);
  await makeUnlessThere(calls, path, { location, properties: ofImage }, signal);
  const properties = {
    storageProfile: { source: { virtualMachineId: id } },
    publishingProfile: { targetRegions: [{ name: location }] },
  };
  const body = { location, tags: tagsOf(label), properties };
  return calls.begin('PUT', { path: `${path}/versions/${version}`, apiVersion: galleryApi, body, signal });
}

async function makeUnlessThere(calls: ArmCalls, path: string, body: object, signal?: AbortSignal): Promise<void> {
  try {
    await calls.get(z.unknown(), { path, apiVersion: galleryApi, signal });
  } catch (error) {
    if (!(error instanceof ResourceError) || error.reason.kind !== 'notFound') throw error;
    await (await calls.begin('PUT', { path, apiVersion: galleryApi, body, signal })).ended(signal);
  }
}

async function galleryVersions(calls: ArmCalls, subscription: string, signal?: AbortSignal) {
  const list = <T>(schema: z.ZodMiniType<T>, path: string) =>
    calls.list(schema, { path, apiVersion: galleryApi, signal });
  const galleries = await list(namedAnswer, `${subscription}/providers/Microsoft.Compute/galleries`);
  const versions: OwnImage[] = [];
  for (const gallery of galleries) {
    for (const image of await list(galleryImageAnswer, `${gallery.id}/images`)) {
      const found = await list(namedAnswer, `${image.id}/versions`);
      versions.push(...found.map(version => toVersion(version, image, gallery.name)));
    }
  }
  return versions;
}

function toManaged({ id, name, location, tags, properties }: z.infer<typeof imageAnswer>): OwnImage {
  const { osType, osState, blobUri } = properties.storageProfile?.osDisk ?? {};
  return {
    id,
    name,
    kind: 'managed',
    location,
    ...ofTags(id, tags),
    architecture: 'x64',
    osType: osType ?? 'Linux',
    osState: osState ?? 'Generalized',
    ...present({ mediaLink: blobUri }),
  };
}

function toVersion(
  { id, name, location, tags }: z.infer<typeof namedAnswer>,
  image: z.infer<typeof galleryImageAnswer>,
  gallery: string,
): OwnImage {
  const { osType, osState, architecture, description } = image.properties;
  const ofTag = ofTags(id, tags);
  return {
    id,
    // The service lists a version by its own name alone, resources of a group by all three.
    name: `${gallery}/${image.name.split('/').at(-1)}/${name.split('/').at(-1)}`,
    kind: 'galleryVersion',
    location,
    ...ofTag,
    description: ofTag.description || (description ?? ''),
    architecture: architectureOf(architecture),
    osType,
    osState,
  };
}

function ofTags(id: string, tags: Readonly<Record<string, string>> | null | undefined) {
  const { label = '', description = '' } = tags ?? {};
  return { label, description, resourceGroup: parseResourceId(id)?.resourceGroup ?? '' };
}
