// Deep imports: the package's entry loads its AMQP and digital twin clients too, which nothing here needs.
// This file is the only one that imports the package, and is itself imported when the first call is made.
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';
import { DeviceMethod } from 'azure-iothub/dist/device_method.js';
import { JobClient } from 'azure-iothub/dist/job_client.js';
import { Registry } from 'azure-iothub/dist/registry.js';
import * as sharedAccessSignature from 'azure-iothub/dist/shared_access_signature.js';
import { versionQueryString } from 'azure-iothub/dist/version.js';
import type { DirectMethodCall } from '../../domain/directMethod.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { HubEndpoint } from '../endpoint.ts';
import type { OneRequest } from './oneRequest.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

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
export function sdkFor(host: string, endpoint: HubEndpoint): (request: OneRequest) => Sdk {
  const { sharedAccessKeyName, sharedAccessKey } = endpoint;
  const key = sharedAccessKey.reveal();
  // RestApiClient moves the expiry to an hour from each call: the one that is given here is never used.
  const config = { host, sharedAccessSignature: sharedAccessSignature.create(host, sharedAccessKeyName, key, 1) };

  return request => {
    const rest = new RestClient(config, request);
    return {
      registry: new Registry(config, rest),
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

type Done = RestApiClient.ResponseCallback;

/** azure-iothub's REST client, for a single request. */
class RestClient extends RestApiClient {
  readonly #request: OneRequest;

  constructor(config: Registry.TransportConfig, request: OneRequest) {
    super(config, 'iot-hub-workbench');
    this.#request = request;
  }

  /** Does nothing: Registry would put an agent of its own in here, and {@link OneRequest} has the right one. */
  override setOptions(): void {
    return undefined;
  }

  override executeApiCall(...args: Parameters<RestApiClient['executeApiCall']>): void {
    const [method, path, headers, body, ...rest] = args;
    const done = rest.find((argument): argument is Done => typeof argument === 'function');
    if (!done) throw new TypeError('azure-iothub made a call without a callback.');

    super.executeApiCall(method, path, headers, body, { request: this.#request.send }, guarded(done));
  }

  call(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, ifMatch?: string): Promise<unknown> {
    const headers = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    };
    return new Promise((resolve, reject) => {
      const done = (error?: Error | null, answer?: unknown) => (error ? reject(error) : resolve(answer));
      this.executeApiCall(method, path + versionQueryString(), headers, body, done);
    });
  }
}

/** azure-iothub throws in its callbacks on answers that it does not expect, where nobody could catch it. */
function guarded(done: Done): Done {
  return (error, answer, response) => {
    try {
      done(error, answer, response);
    } catch (cause) {
      done(new UnreadableAnswer('azure-iothub could not read the answer.', { cause }));
    }
  };
}
