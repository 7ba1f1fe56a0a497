import { type ProxyProblem, describeProxyProblem } from '../network/proxyProblem.ts';

/** Why a storage account, a container or a blob cannot be used. `place` is its name for people. */
export type StorageErrorReason =
  | { readonly kind: 'unreachable'; readonly place: string }
  | { readonly kind: 'proxy'; readonly place: string; readonly problem: ProxyProblem }
  | { readonly kind: 'refused'; readonly place: string }
  | { readonly kind: 'notFound'; readonly place: string }
  | { readonly kind: 'exists'; readonly place: string }
  | { readonly kind: 'notConnectionString' }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'failed'; readonly place: string; readonly code: string };

/** An expected failure of blob storage. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(readonly reason: StorageErrorReason) {
    super(describe(reason));
  }
}

function describe(reason: StorageErrorReason): string {
  switch (reason.kind) {
    case 'unreachable':
      return `${reason.place} cannot be reached. Check the network, and whether the storage account exists.`;
    case 'proxy':
      return describeProxyProblem(reason.problem, reason.place);
    case 'refused':
      return `${reason.place} refuses the credentials. Take a connection string with a key that is valid, or a SAS with the rights to read, write, delete and list.`;
    case 'notFound':
      return `${reason.place} does not exist. Look at the names of container and file.`;
    case 'exists':
      return `${reason.place} exists already, or was deleted a moment ago. Choose another name.`;
    case 'notConnectionString':
      return 'This is no connection string of a storage account. It begins with DefaultEndpointsProtocol= and is in the portal under Access keys.';
    case 'noKey':
      return 'The connection string has no key of the account, so that no SAS can be made of it. Paste one with AccountKey=, or the address of a container with its SAS.';
    case 'failed':
      return `${reason.place} failed (${reason.code}). Try again in a moment.`;
  }
}
