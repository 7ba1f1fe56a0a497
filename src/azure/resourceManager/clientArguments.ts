import type { HubResourceAddress } from './hubResourceAddress.ts';
import { tokenCredential } from './tokenCredential.ts';

/** What the official clients of resource providers are made from. */
export function clientArguments({ management, subscriptionId }: HubResourceAddress) {
  const { address, ca } = management;
  const options = { endpoint: address, ...(ca === undefined ? {} : { tlsOptions: { ca } }) };
  return [tokenCredential(management), subscriptionId, options] as const;
}

interface WithPipeline {
  readonly pipeline: { removePolicy(options: { readonly name: string }): unknown };
}

/** The client without its own proxy settings: VS Code's hold for every request. */
export function withoutProxy<Client extends WithPipeline>(client: Client): Client {
  client.pipeline.removePolicy({ name: 'proxyPolicy' });
  return client;
}
