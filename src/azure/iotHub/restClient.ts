// A deep import: the package's entry loads its AMQP and digital twin clients too, which nothing here needs.
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';
import { versionQueryString } from 'azure-iothub/dist/version.js';
import type { Authorize } from '../hubCredential.ts';
import type { OneRequest } from './oneRequest.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

type Done = RestApiClient.ResponseCallback;

/** What the clients want to have, and do not use: each request gets its header from an {@link Authorize}. */
export function restConfig(host: string): { readonly host: string; readonly sharedAccessSignature: string } {
  return { host, sharedAccessSignature: '***' };
}

/** azure-iothub's REST client, for a single request. */
export class RestClient extends RestApiClient {
  readonly #request: OneRequest;
  readonly #authorize: Authorize;

  constructor(host: string, request: OneRequest, authorize: Authorize) {
    super(restConfig(host), 'iot-hub-workbench');
    this.#request = request;
    this.#authorize = authorize;
  }

  /** Does nothing: Registry would put an agent of its own in here, and {@link OneRequest} has the right one. */
  override setOptions(): void {
    return undefined;
  }

  override executeApiCall(...args: Parameters<RestApiClient['executeApiCall']>): void {
    const [method, path, headers, body, ...rest] = args;
    const done = rest.find((argument): argument is Done => typeof argument === 'function');
    if (!done) throw new TypeError('The official client made a call without a callback.');

    this.updateSharedAccessSignature(this.#authorize({ method, path }));
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
