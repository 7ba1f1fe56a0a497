// Deep imports: the package's entry loads its AMQP and digital twin clients too, which nothing here needs.
// This file and `restClient.ts` are the only ones that import the package, and come when the first call is made.
import { DeviceMethod } from 'azure-iothub/dist/device_method.js';
import { JobClient } from 'azure-iothub/dist/job_client.js';
import { Registry } from 'azure-iothub/dist/registry.js';
import type { DirectMethodCall } from '../../domain/directMethod.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { Authorize } from '../hubCredential.ts';
import type { OneRequest } from './oneRequest.ts';
import { RestClient, restConfig } from './restClient.ts';

/** azure-iothub for one request. Answers are as they came: whoever asks parses them. */
export interface Sdk {
  readonly registry: Registry;
  readonly jobs: JobClient;
  invokeMethod(address: IdentityAddress, call: DirectMethodCall): Promise<unknown>;
  /** For what the package has no method for. */
  get(path: string): Promise<unknown>;
  /** Creates what is at `path`, or with an etag replaces it: the package replaces devices whatever their etag. */
  put(path: string, body: unknown, ifMatch?: string): Promise<unknown>;
  /** Without a body unless it is given. */
  post(path: string, body?: unknown): Promise<unknown>;
}

/** Makes an {@link Sdk} for each request to `host`. */
export function sdkFor(host: string): (request: OneRequest, authorize: Authorize) => Sdk {
  return (request, authorize) => {
    const rest = new RestClient(host, request, authorize);
    return {
      registry: new Registry(restConfig(host), rest),
      jobs: new JobClient(rest),
      invokeMethod: async ({ deviceId, moduleId }, call) => {
        const method = new DeviceMethod({ ...call }, rest);
        const invoked = moduleId === undefined ? method.invokeOn(deviceId) : method.invokeOnModule(deviceId, moduleId);
        return (await invoked).device;
      },
      get: path => rest.call('GET', path),
      put: (path, body, ifMatch) => rest.call('PUT', path, body, ifMatch),
      post: (path, body) => rest.call('POST', path, body),
    };
  };
}
