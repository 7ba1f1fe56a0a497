import type { HubConnectionString } from './connectionString.ts';
import { Secret } from './secret.ts';

/** The text that `parseHubConnectionString` reads. */
export function printHubConnectionString(connectionString: HubConnectionString): Secret {
  const { hostName, sharedAccessKeyName, sharedAccessKey } = connectionString;
  return new Secret(
    `HostName=${hostName};SharedAccessKeyName=${sharedAccessKeyName};SharedAccessKey=${sharedAccessKey.reveal()}`,
  );
}
