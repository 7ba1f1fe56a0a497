import * as z from 'zod/mini';
import { HubFault } from '../hubFault.ts';
import { defaultBlobNames, storageAuthenticationTypes, type TransferRequest } from './transferJob.ts';

const text = z.optional(z.nullable(z.string()));
const flag = z.optional(z.nullable(z.boolean()));

const body = z.object({
  type: z.string(),
  inputBlobContainerUri: text,
  inputBlobName: text,
  outputBlobContainerUri: text,
  outputBlobName: text,
  excludeKeysInExport: flag,
  includeConfigurations: flag,
  configurationsBlobName: text,
  storageAuthenticationType: text,
});

/** Names of blobs: naming and referencing containers, blobs, and metadata. */
const mostNameCharacters = 1024;

/** Reads the body of `POST /jobs/create`. @throws HubFault ArgumentInvalid (400004) */
export function parseTransferRequest(json: unknown): TransferRequest {
  const parsed = body.safeParse(json);
  if (!parsed.success) throw invalid(`"${parsed.error.issues[0]?.path.join('.')}" is not valid.`);

  const { data } = parsed;
  const type = data.type.toLowerCase();
  if (type !== 'import' && type !== 'export') throw invalid('The type of a job is "import" or "export".');
  const isImport = type === 'import';
  return {
    type,
    ...(isImport ? { inputBlobContainerUri: container('inputBlobContainerUri', data.inputBlobContainerUri) } : {}),
    inputBlobName: blobName(data.inputBlobName ?? defaultBlobNames.devices),
    outputBlobContainerUri: container('outputBlobContainerUri', data.outputBlobContainerUri),
    outputBlobName: blobName(data.outputBlobName ?? (isImport ? defaultBlobNames.errors : defaultBlobNames.devices)),
    excludeKeysInExport: data.excludeKeysInExport ?? false,
    includeConfigurations: data.includeConfigurations ?? false,
    configurationsBlobName: blobName(data.configurationsBlobName ?? defaultBlobNames.configurations),
    storageAuthenticationType: authenticationType(data.storageAuthenticationType ?? 'keyBased'),
  };
}

function container(field: string, uri: string | null | undefined): string {
  const url = URL.parse(uri ?? '');
  if (uri && url && (url.protocol === 'https:' || url.protocol === 'http:')) return uri;

  throw invalid(`"${field}" is the address of a container: https://ACCOUNT.blob.core.windows.net/CONTAINER?SAS.`);
}

function blobName(name: string): string {
  if (name !== '' && name.length <= mostNameCharacters) return name;
  throw invalid(`The name of a blob has 1 to ${mostNameCharacters} characters.`);
}

/** The official client writes `IdentityBased`, the resource manager `identityBased`. */
function authenticationType(name: string): TransferRequest['storageAuthenticationType'] {
  const known = storageAuthenticationTypes.find(type => type.toLowerCase() === name.toLowerCase());
  if (known) return known;

  throw invalid(`"storageAuthenticationType" is one of ${storageAuthenticationTypes.join(', ')}.`);
}

function invalid(message: string): HubFault {
  return new HubFault('ArgumentInvalid', message);
}
