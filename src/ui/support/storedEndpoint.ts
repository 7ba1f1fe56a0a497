import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { type KeyedEndpoint, hubEndpoint } from '../../azure/endpoint.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../domain/connectionString.ts';
import { HubError } from '../../domain/hubError.ts';

export interface StoredEndpoint {
  /** What sentences call it. */
  readonly name: string;
  /** The key of its connection string in SecretStorage. */
  readonly secretKey: string;
  /** The file of the authority to trust, for what somebody started in a terminal. */
  readonly caFile?: string;
}

/** Reads a connection string that was put into SecretStorage. @throws HubError `unauthorized`, `untrusted` */
export async function readStoredEndpoint(
  secrets: vscode.SecretStorage,
  { name, secretKey, caFile }: StoredEndpoint,
): Promise<KeyedEndpoint> {
  const parsed = parseHubConnectionString((await secrets.get(secretKey)) ?? '');
  if (!isHubConnectionString(parsed)) throw new HubError({ kind: 'unauthorized', hub: name });

  return hubEndpoint(parsed, caFile === undefined ? undefined : await readAuthority(name, caFile));
}

async function readAuthority(name: string, caFile: string): Promise<string> {
  try {
    return await readFile(caFile, 'utf8');
  } catch (cause) {
    const details = { serviceMessage: `${caFile} cannot be read.` };
    throw new HubError({ kind: 'untrusted', hub: name }, details, { cause });
  }
}
