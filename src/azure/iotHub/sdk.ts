// Deep imports: the package's entry loads its AMQP and digital twin clients too, which nothing here needs.
// This file is the only one that imports the package, and is itself imported when the first call is made.
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';
import { DeviceMethod } from 'azure-iothub/dist/device_method.js';
import { Registry } from 'azure-iothub/dist/registry.js';
import * as sharedAccessSignature from 'azure-iothub/dist/shared_access_signature.js';
import { versionQueryString } from 'azure-iothub/dist/version.js';
import type { DirectMethodCall } from '../../domain/directMethod.ts';
import type { HubEndpoint } from '../endpoint.ts';
import type { OneRequest } from './oneRequest.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

/** azure-iothub for one request. Answers are as they came: whoever asks parses them. */
export interface Sdk {
  readonly registry: Registry;
  invokeMethod(deviceId: string, call: DirectMethodCall): Promise<unknown>;
  /** For what the package has no method for. */
  get(path: string): Promise<unknown>;
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
      invokeMethod: async (deviceId, call) => (await new DeviceMethod({ ...call }, rest).invokeOn(deviceId)).device,
      get: path => rest.get(path),
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

  get(path: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.executeApiCall(
        'GET',
        path + versionQueryString(),
        {},
        undefined,
        (error?: Error | null, answer?: unknown) => {
          if (error) reject(error);
          else resolve(answer);
        },
      );
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
