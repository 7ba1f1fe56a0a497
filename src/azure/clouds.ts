import * as z from 'zod/mini';
import { ResourceError } from '../domain/resourceError.ts';
import { proxyFailure } from './proxyFailure.ts';

/** A cloud of Azure, as a resource manager describes it. */
export interface Cloud {
  /** `AzureCloud`, `AzureChinaCloud`, `AzureUSGovernment` */
  readonly name: string;
  /** `https://management.azure.com` */
  readonly resourceManager: string;
  /** `https://portal.azure.com` */
  readonly portal?: string | undefined;
}

const cloudsAnswer = z.array(
  z.object({
    name: z.string(),
    resourceManager: z.string(),
    portal: z.optional(z.nullable(z.string())),
  }),
);

/**
 * The clouds that the resource manager at `address` knows: its metadata endpoint, which takes no token.
 * @throws ResourceError `unreachable`, `rejected`; AbortError if `signal` says so.
 */
export async function readClouds(address: string, signal?: AbortSignal): Promise<readonly Cloud[]> {
  const url = `${address}/metadata/endpoints?api-version=2022-09-01`;
  const parsed = cloudsAnswer.safeParse(await fetchJson(url, address, signal));
  if (!parsed.success) throw new ResourceError({ kind: 'rejected', detail: `${url} does not describe its clouds.` });

  return parsed.data.map(({ name, resourceManager, portal }) => ({
    name,
    resourceManager: withoutSlash(resourceManager),
    portal: portal ? withoutSlash(portal) : undefined,
  }));
}

/** An address as paths are put behind it. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

async function fetchJson(url: string, place: string, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    const answer = await fetch(url, signal ? { signal } : {});
    return await answer.json();
  } catch (cause) {
    signal?.throwIfAborted();
    const problem = proxyFailure(cause);
    throw new ResourceError(
      problem ? { kind: 'proxy', place, problem } : { kind: 'unreachable', place },
      {},
      { cause },
    );
  }
}
