import type { ManagementEndpoint } from '../endpoint.ts';

/** How long a token that was given is taken to be good: the client asks for it again after that. */
const tokenMs = 60 * 60 * 1000;

/** What the official clients of resource providers are made from. */
export function clientArguments({ address, subscriptionId, token, ca }: ManagementEndpoint) {
  const credential = {
    getToken: async () => ({ token: token.reveal(), expiresOnTimestamp: Date.now() + tokenMs }),
  };
  const options = { endpoint: address, ...(ca === undefined ? {} : { tlsOptions: { ca } }) };
  return [credential, subscriptionId, options] as const;
}

interface WithPipeline {
  readonly pipeline: { removePolicy(options: { readonly name: string }): unknown };
}

/** The client without its own proxy settings: VS Code's hold for every request. */
export function withoutProxy<Client extends WithPipeline>(client: Client): Client {
  client.pipeline.removePolicy({ name: 'proxyPolicy' });
  return client;
}
