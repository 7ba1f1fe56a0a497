import type { ServiceResponse } from '../../protocols/https/router.ts';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault } from '../armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from '../armRequest.ts';
import { locationName, locations } from '../locations.ts';
import { sameName } from '../resourceIds.ts';
import { type MachineSize, machineSizes } from './machineSizes.ts';
import { type PlatformImage, platformImages } from './platformImages.ts';

const provider = '/subscriptions/:subscriptionId/providers/Microsoft.Compute';
const location = `${provider}/locations/:location`;
const publisher = `${location}/publishers/:publisher`;
const offers = `${publisher}/artifacttypes/vmimage/offers`;
const skus = `${offers}/:offer/skus`;
const versions = `${skus}/:sku/versions`;

/** What machines can be made of: operating systems and sizes, by location. They are the same in all of them. */
export const computeCatalogueRoutes: readonly ArmRoute[] = routesOf(computeVersions, [
  { method: 'GET', path: `${location}/publishers`, answer: request => names(request, 'publisher') },
  { method: 'GET', path: offers, answer: request => names(request, 'offer') },
  { method: 'GET', path: skus, answer: request => names(request, 'sku') },
  { method: 'GET', path: versions, answer: listVersions },
  { method: 'GET', path: `${versions}/:version`, answer: getVersion },
  { method: 'GET', path: `${location}/vmSizes`, answer: listSizes },
  { method: 'GET', path: `${provider}/skus`, answer: listSkus },
]);

/** Those of the images whose publisher, offer and sku are the ones of the path, as far as it goes. @throws ArmFault */
function imagesOf(request: ArmRequest): readonly PlatformImage[] {
  const asked = locationName(named(request, 'location'));
  if (!locations.some(({ name }) => name === asked)) {
    throw new ArmFault(
      404,
      'NoRegisteredProviderFound',
      `No location '${asked}' was found. There are: ${locations.map(({ name }) => name).join(', ')}.`,
    );
  }
  const levels = ['publisher', 'offer', 'sku'] as const;
  return levels.reduce<readonly PlatformImage[]>((images, level) => {
    const wanted = request.path[level];
    const found = wanted === undefined ? images : images.filter(image => sameName(image[level], wanted));
    if (found.length === 0) throw new ArmFault(404, 'NotFound', `Artifact: ${level} '${wanted}' was not found.`);
    return found;
  }, platformImages);
}

function names(request: ArmRequest, level: 'publisher' | 'offer' | 'sku'): ServiceResponse {
  return listOf(request, [...new Set(imagesOf(request).map(image => image[level]))]);
}

/** `$orderby=name desc` gives the newest first, `$top` as many. */
function listVersions(request: ArmRequest): ServiceResponse {
  const { query } = request;
  const all = imagesOf(request).flatMap(image => image.versions);
  const ordered = query.get('$orderby')?.endsWith('desc') ? all.toReversed() : all;
  return listOf(request, ordered.slice(0, Number(query.get('$top') ?? ordered.length)));
}

function listOf(request: ArmRequest, names: readonly string[]): ServiceResponse {
  const { pathname } = request;
  const place = locationName(named(request, 'location'));
  return { body: names.map(name => ({ id: `${pathname}/${name}`, name, location: place })) };
}

function getVersion(request: ArmRequest): ServiceResponse {
  const version = named(request, 'version');
  const image = imagesOf(request).find(({ versions }) => versions.includes(version));
  if (!image) throw new ArmFault(404, 'NotFound', `Artifact: version '${version}' was not found.`);

  const { osType, hyperVGeneration, architecture } = image;
  return {
    body: {
      id: request.pathname,
      name: version,
      location: locationName(named(request, 'location')),
      properties: { osDiskImage: { operatingSystem: osType }, hyperVGeneration, architecture, dataDiskImages: [] },
    },
  };
}

function listSizes(request: ArmRequest): ServiceResponse {
  imagesOf(request);
  const value = machineSizes.map(({ name, cores, memoryMB, mostDataDisks }) => ({
    name,
    numberOfCores: cores,
    memoryInMB: memoryMB,
    maxDataDiskCount: mostDataDisks,
    osDiskSizeInMB: 1_047_552,
    resourceDiskSizeInMB: 0,
  }));
  return { body: { value } };
}

/** A row for each size and location, with `$filter=location eq '…'` those of one. */
function listSkus({ query }: ArmRequest): ServiceResponse {
  const wanted = /^location eq '(?<name>[^']+)'$/.exec(query.get('$filter') ?? '')?.groups?.['name'];
  const places = locations.filter(({ name }) => wanted === undefined || name === locationName(wanted));
  return { body: { value: places.flatMap(({ name }) => machineSizes.map(size => showSku(size, name))) } };
}

function showSku(
  { name, family, cores, memoryMB, mostDataDisks, architecture, isRestricted }: MachineSize,
  place: string,
) {
  return {
    resourceType: 'virtualMachines',
    name,
    tier: 'Standard',
    size: name.replace('Standard_', ''),
    family,
    locations: [place],
    locationInfo: [{ location: place, zones: [], zoneDetails: [] }],
    capabilities: [
      { name: 'vCPUs', value: String(cores) },
      { name: 'MemoryGB', value: String(memoryMB / 1024) },
      { name: 'MaxDataDiskCount', value: String(mostDataDisks) },
      { name: 'CpuArchitectureType', value: architecture },
      { name: 'HyperVGenerations', value: 'V1,V2' },
    ],
    restrictions: isRestricted
      ? [
          {
            type: 'Location',
            values: [place],
            restrictionInfo: { locations: [place] },
            reasonCode: 'NotAvailableForSubscription',
          },
        ]
      : [],
  };
}
