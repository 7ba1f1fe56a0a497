import { Secret } from '../secret.ts';

/** A storage container that was named by its address with a shared access signature (SAS). */
export interface ContainerAddress {
  /** For people: `account/container`. */
  readonly name: string;
  readonly address: Secret;
}

/** Why a text is no address of a container that a hub can write to. */
export type ContainerProblem =
  | { readonly kind: 'noAddress' }
  | { readonly kind: 'noContainer' }
  | { readonly kind: 'noSignature' }
  | { readonly kind: 'ofBlob' }
  | { readonly kind: 'expired'; readonly since: string }
  | { readonly kind: 'rights'; readonly missing: readonly string[] };

/** What an export needs: it writes the file, reads it back, and replaces one that is there. */
const exportRights: Readonly<Record<string, string>> = { r: 'read', w: 'write', d: 'delete' };

/**
 * Reads `https://ACCOUNT.blob.core.windows.net/CONTAINER?SAS`, and checks what the signature says of itself: a hub finds
 * out only when it runs the job. One of a stored access policy says nothing, and is taken as it is.
 */
export function parseContainerAddress(text: string, nowMs: number): ContainerAddress | ContainerProblem {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'noAddress' };
  const container = url.pathname.split('/').findLast(part => part !== '');
  if (container === undefined) return { kind: 'noContainer' };

  const sas = url.searchParams;
  if (!sas.has('sig')) return { kind: 'noSignature' };
  if (sas.get('sr') === 'b') return { kind: 'ofBlob' };
  const expiry = sas.get('se');
  if (expiry !== null && Date.parse(expiry) <= nowMs) return { kind: 'expired', since: expiry };
  const granted = sas.get('sp');
  const missing = Object.keys(exportRights).filter(right => granted !== null && !granted.includes(right));
  if (missing.length > 0) return { kind: 'rights', missing: missing.map(right => exportRights[right] ?? right) };

  return { name: containerLabel(url), address: new Secret(text.trim()) };
}

/** `account/container`: the account is the first part of the host, or of the path where all accounts have one host. */
export function containerLabel({ host, pathname }: Pick<URL, 'host' | 'pathname'>): string {
  const [container = '', account = host.split('.', 1)[0] ?? ''] = pathname.split('/').filter(Boolean).toReversed();
  return `${account}/${container}`;
}

export function isContainerProblem(value: ContainerAddress | ContainerProblem): value is ContainerProblem {
  return 'kind' in value;
}

/** A problem in a sentence that says what to do. */
export function describeContainerProblem(problem: ContainerProblem): string {
  switch (problem.kind) {
    case 'noAddress':
      return 'This is no address. Paste that of a container with its SAS: https://ACCOUNT.blob.core.windows.net/CONTAINER?sv=…';
    case 'noContainer':
      return 'The address names no container. It comes after the host: https://ACCOUNT.blob.core.windows.net/CONTAINER?sv=…';
    case 'noSignature':
      return 'The address has no SAS, so that the hub could not open the container. Generate one for the container and paste all of it.';
    case 'ofBlob':
      return 'This SAS is for one blob. Generate one for the container.';
    case 'expired':
      return `This SAS expired at ${problem.since}. Generate a new one.`;
    case 'rights':
      return `This SAS lacks the right to ${problem.missing.join(' and to ')}. Generate one with read, write and delete.`;
  }
}
