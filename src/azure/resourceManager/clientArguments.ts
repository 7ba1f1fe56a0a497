import type { HubResourceAddress } from './hubResourceAddress.ts';
import { tokenCredential } from './tokenCredential.ts';

/** What the official clients of resource providers are made from. */
export function clientArguments({ management, subscriptionId }: HubResourceAddress) {
  const { address, ca } = management;
  const options = { endpoint: address, ...(ca === undefined ? {} : { tlsOptions: { ca } }) };
  return [tokenCredential(management), subscriptionId, options] as const;
}
