// A deep import: the package's entry loads its AMQP and digital twin clients too, which nothing here needs.
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';
import * as sharedAccessSignature from 'azure-iothub/dist/shared_access_signature.js';
import { versionQueryString } from 'azure-iothub/dist/version.js';
import type { HubEndpoint } from '../endpoint.ts';
import type { OneRequest } from './oneRequest.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

type Done = RestApiClient.ResponseCallback;

/** A host and the signature to show there. */
export interface RestConfig {
  readonly host: string;
  readonly sharedAccessSignature: ReturnType<typeof sharedAccessSignature.create>;
}

/** RestApiClient moves the expiry to an hour from each call: the one that is given here is never used. */
export function restConfig(host: string, { sharedAccessKeyName, sharedAccessKey }: HubEndpoint): RestConfig {
  const key = sharedAccessKey.reveal();
  return { host, sharedAccessSignature: sharedAccessSignature.create(host, sharedAccessKeyName, key, 1) };
}

/** azure-iothub's REST client, for a single request. */
export class RestClient extends RestApiClient {
  readonly #request: OneRequest;

  constructor(config: RestConfig, request: OneRequest) {
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
    if (!done) throw new TypeError('The official client made a call without a callback.');

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

/** The official clients throw in their callbacks on answers that they do not expect, where nobody could catch it. */
function guarded(done: Done): Done {
  return (error, answer, response) => {
    try {
      done(error, answer, response);
    } catch (cause) {
      done(new UnreadableAnswer('The official client could not read the answer.', { cause }));
    }
  };
}
