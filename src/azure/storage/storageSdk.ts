// This file is the only one that imports the package, and is itself imported when the first call is made.
import type { Agent } from 'node:http';
import {
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  newPipeline,
  type Pipeline,
  type RequestPolicyFactory,
  type StoragePipelineOptions,
} from '@azure/storage-blob';
import { type ContainerEndpoint, type StorageEndpoint, directAgent } from '../endpoint.ts';

export { ContainerSASPermissions };

/** @throws Error if it is no connection string. */
export function serviceClient({ connectionString, ca }: StorageEndpoint): BlobServiceClient {
  const { url, credential } = BlobServiceClient.fromConnectionString(connectionString.reveal());
  return new BlobServiceClient(url, pipelineTo(url, ca, credential));
}

export function containerClient({ address, ca }: ContainerEndpoint): ContainerClient {
  return new ContainerClient(address.reveal(), pipelineTo(address.reveal(), ca));
}

/** The package hands all of its options on to the pipeline of official clients, also those that it does not name. */
interface Options extends StoragePipelineOptions {
  readonly agent: Agent;
}

/**
 * The package takes a proxy from the environment even for this machine, but not for requests that have an agent. All other
 * requests are led by the editor.
 */
function pipelineTo(address: string, ca: string | undefined, credential?: Parameters<typeof newPipeline>[0]): Pipeline {
  const agent = directAgent(address, ca);
  if (agent) {
    const direct: Options = { agent };
    return newPipeline(credential, direct);
  }

  const pipeline = newPipeline(credential);
  pipeline.factories.push(ledByEditor(ca));
  return pipeline;
}

/** As `withoutAgent` of other official clients, in the form that this one takes for all that share its pipeline. */
function ledByEditor(ca: string | undefined): RequestPolicyFactory {
  return {
    create: next => ({
      sendRequest(request) {
        request.requestOverrides = {
          ...request.requestOverrides,
          ...(ca === undefined ? {} : { ca }),
          agent: undefined,
        };
        return next.sendRequest(request);
      },
    }),
  };
}
