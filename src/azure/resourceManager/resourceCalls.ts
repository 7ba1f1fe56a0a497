import type { ManagementEndpoint } from '../endpoint.ts';
import { withProxyWitness } from '../proxyWitness.ts';
import { translateResourceFailure } from './translateResourceFailure.ts';

/** Calls an official client. @param resource whose name sentences say. @throws ResourceError */
export type ResourceCall<Client> = <T>(resource: string, ask: (client: Client) => Promise<T>) => Promise<T>;

/** Loads a client when the first call is made, and translates what it fails with. */
export function resourceCalls<Client>(
  { address: place }: Pick<ManagementEndpoint, 'address'>,
  load: () => Promise<Client>,
): ResourceCall<Client> {
  let loading: Promise<Client> | undefined;
  return async (resource, ask) => {
    loading ??= load();
    try {
      const client = await loading;
      return await withProxyWitness(() => ask(client));
    } catch (error) {
      throw translateResourceFailure(error, { resource, place });
    }
  };
}

/** What official clients take of a signal. */
export function callOptions(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
