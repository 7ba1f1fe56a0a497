// This file is the only one that imports the package, and is itself imported when the first call is made.
import type { Agent } from 'node:http';
import {
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  type StoragePipelineOptions,
} from '@azure/storage-blob';
import { type ContainerEndpoint, type StorageEndpoint, directAgent } from '../endpoint.ts';

export { ContainerSASPermissions };

/** @throws Error if it is no connection string. */
export function serviceClient({ connectionString, ca }: StorageEndpoint): BlobServiceClient {
  const text = connectionString.reveal();
  return BlobServiceClient.fromConnectionString(text, options(blobEndpointOf(text), ca));
}

export function containerClient({ address, ca }: ContainerEndpoint): ContainerClient {
  return new ContainerClient(address.reveal(), undefined, options(address.reveal(), ca));
}

interface ClientOptions extends StoragePipelineOptions {
  readonly tlsOptions?: { readonly ca: string };
  readonly agent?: Agent;
}

/**
 * The package hands all of its options on to the pipeline of official clients, also those that it does not name. That
 * takes a proxy from the environment even for this machine, but not for requests that have an agent.
 */
function options(address: string, ca: string | undefined): ClientOptions {
  const agent = directAgent(address, ca);
  if (agent) return { agent };
  return ca === undefined ? {} : { tlsOptions: { ca } };
}

function blobEndpointOf(connectionString: string): string {
  const { address } = /(?:^|;)BlobEndpoint=(?<address>[^;]+)/i.exec(connectionString)?.groups ?? {};
  if (address !== undefined) return address;
  return /UseDevelopmentStorage=true/i.test(connectionString) ? 'http://127.0.0.1' : '';
}
