import * as z from 'zod/mini';
import { ResourceError } from '../domain/resourceError.ts';
import type { ManagementEndpoint } from './endpoint.ts';
import type { ArmAnswer } from './resourceManager/armPipeline.ts';
import { sendToArm } from './resourceManager/sendToArm.ts';

/** A cloud of Azure, as a resource manager describes it. */
export interface Cloud {
  /** `AzureCloud`, `AzureChinaCloud`, `AzureUSGovernment` */
  readonly name: string;
  /** `https://management.azure.com` */
  readonly resourceManager: string;
  /** `https://portal.azure.com` */
  readonly portal?: string | undefined;
  /** Where one signs in: `https://login.microsoftonline.com` */
  readonly signIn?: string | undefined;
}

const cloudsAnswer = z.array(
  z.object({
    name: z.string(),
    resourceManager: z.string(),
    portal: z.optional(z.nullable(z.string())),
    authentication: z.optional(z.object({ loginEndpoint: z.optional(z.string()) })),
  }),
);

/**
 * The clouds that the resource manager at `place` knows: its metadata endpoint, which takes no token.
 * @throws ResourceError `unreachable`, `proxy`, `rejected`; AbortError if `signal` says so.
 */
export async function readClouds(
  { address, ca }: Pick<ManagementEndpoint, 'address' | 'ca'>,
  signal?: AbortSignal,
): Promise<readonly Cloud[]> {
  const url = `${address}/metadata/endpoints?api-version=2022-09-01`;
  const { tokenlessPipeline } = await import('./resourceManager/armPipeline.ts');
  const send = tokenlessPipeline(ca === undefined ? {} : { ca });
  const parsed = cloudsAnswer.safeParse(await bodyOf(sendToArm(send, { method: 'GET', url, signal }, address)));
  if (!parsed.success) throw new ResourceError({ kind: 'rejected', detail: `${url} does not describe its clouds.` });

  return parsed.data.map(({ name, resourceManager, portal, authentication: { loginEndpoint } = {} }) => ({
    name,
    resourceManager: withoutSlash(resourceManager),
    portal: portal ? withoutSlash(portal) : undefined,
    signIn: loginEndpoint ? withoutSlash(loginEndpoint) : undefined,
  }));
}

/** An address as paths are put behind it. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

/** Nothing where there is no such endpoint: that of a local hub has none. */
async function bodyOf(answer: Promise<ArmAnswer>): Promise<unknown> {
  try {
    return (await answer).body;
  } catch (error) {
    if (error instanceof ResourceError && error.reason.kind === 'notFound') return undefined;
    throw error;
  }
}
