// This file is the only one that imports the package, and is itself imported when the first call is made.
import {
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  type StoragePipelineOptions,
} from '@azure/storage-blob';
import type { StorageEndpoint, ContainerEndpoint } from '../endpoint.ts';

export { ContainerSASPermissions };

/** @throws Error if it is no connection string. */
export function serviceClient({ connectionString, ca }: StorageEndpoint): BlobServiceClient {
  return BlobServiceClient.fromConnectionString(connectionString.reveal(), options(ca));
}

export function containerClient({ address, ca }: ContainerEndpoint): ContainerClient {
  return new ContainerClient(address.reveal(), undefined, options(ca));
}

/** The package hands all of its options on to the pipeline of official clients, also those that it does not name. */
function options(ca: string | undefined): StoragePipelineOptions & { readonly tlsOptions?: { readonly ca: string } } {
  return ca === undefined ? {} : { tlsOptions: { ca } };
}
