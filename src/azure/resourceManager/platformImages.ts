import type { ImageUrn, PlatformImages } from '../../domain/resources/compute.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import type { ArmCalls } from './armCalls.ts';
import { architectureOf } from './machineSizes.ts';
import { namesAnswer, platformImageAnswer } from './computeSchemas.ts';

export const computeApi = '2026-04-01';

/** Operating systems of the marketplace. @param subscription `/subscriptions/…` */
export function platformImages(calls: ArmCalls, subscription: string): PlatformImages {
  const pathOf = (location: string, { publisher, offer, sku }: Partial<ImageUrn>) => {
    const publishers = `${subscription}/providers/Microsoft.Compute/locations/${location}/publishers`;
    if (publisher === undefined) return publishers;
    const offers = `${publishers}/${encodeURIComponent(publisher)}/artifacttypes/vmimage/offers`;
    if (offer === undefined) return offers;
    const skus = `${offers}/${encodeURIComponent(offer)}/skus`;
    return sku === undefined ? skus : `${skus}/${encodeURIComponent(sku)}/versions`;
  };
  const names = async (location: string, urn: Partial<ImageUrn>, signal?: AbortSignal, query = {}) => {
    const call = { path: pathOf(location, urn), apiVersion: computeApi, query, signal };
    return (await calls.get(namesAnswer, call)).map(({ name }) => name);
  };
  const versions = (location: string, { publisher, offer, sku }: Omit<ImageUrn, 'version'>, signal?: AbortSignal) =>
    names(location, { publisher, offer, sku }, signal, { $orderby: 'name desc' });

  return {
    publishers: (location, signal) => names(location, {}, signal),
    offers: (location, { publisher }, signal) => names(location, { publisher }, signal),
    skus: (location, { publisher, offer }, signal) => names(location, { publisher, offer }, signal),
    versions,
    async get(location, urn, signal) {
      const version = urn.version === 'latest' ? (await versions(location, urn, signal))[0] : urn.version;
      if (version === undefined) throw new ResourceError({ kind: 'notFound', detail: 'no version of it.' });
      const path = `${pathOf(location, urn)}/${encodeURIComponent(version)}`;
      const { properties } = await calls.get(platformImageAnswer, { path, apiVersion: computeApi, signal });
      return {
        osType: properties.osDiskImage.operatingSystem,
        architecture: architectureOf(properties.architecture),
        hyperVGeneration: properties.hyperVGeneration ?? 'V1',
      };
    },
  };
}
