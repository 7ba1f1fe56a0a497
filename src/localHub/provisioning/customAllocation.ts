import * as z from 'zod/mini';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { CustomAllocationDefinition, InitialTwin } from '../../domain/provisioning/enrollment.ts';
import { checkedInitialTwin, initialTwinRequest } from './initialTwin.ts';
import { ProvisioningFault } from './provisioningFault.ts';

/** Names of this machine. */
const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** How long a webhook may take: no source says. */
const patienceMs = 30_000;

/** True for the address of a webhook that a local service may call: HTTPS or HTTP, on this machine. */
export function isWebhook(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && loopbackHosts.has(url.hostname);
}

/** What a webhook decides. */
export interface CustomAllocation {
  readonly hubHostName: string;
  /** Overrides what the enrollment says of the twin, and of migrating it. */
  readonly initialTwin?: InitialTwin;
  /** For the device. */
  readonly payload?: Json;
}

const answerSchema = z.object({
  iotHubHostName: z.optional(z.nullable(z.string())),
  initialTwin: initialTwinRequest,
  payload: z.optional(z.unknown()),
});

/**
 * Asks a webhook which hub a device gets, as in IoT DPS, "Understand custom allocation policies".
 * @param request an `AllocationRequest`.
 * @param limitMs how long the webhook may take.
 * @throws ProvisioningFault CustomAllocationFailed, CustomAllocationUnauthorizedAccess, CustomAllocationIotHubNotSpecified;
 * AbortError
 */
export async function askWebhook(
  { webhookUrl }: CustomAllocationDefinition,
  request: JsonObject,
  signal: AbortSignal,
  limitMs = patienceMs,
): Promise<CustomAllocation> {
  const limit = AbortSignal.timeout(limitMs);
  const answer = answerSchema.safeParse(await post(webhookUrl, request, { signal, limit }));
  if (!answer.success) throw failed('its answer is no allocation');

  const { iotHubHostName, initialTwin, payload } = answer.data;
  if (!iotHubHostName) {
    const message = 'The custom allocation webhook named no hub: its answer has no "iotHubHostName".';
    throw new ProvisioningFault('CustomAllocationIotHubNotSpecified', message);
  }
  return {
    hubHostName: iotHubHostName,
    ...(initialTwin ? { initialTwin: twinOf(initialTwin) } : {}),
    ...(payload === undefined ? {} : { payload: payload as Json }),
  };
}

/** When the answer does not count any more. */
interface Ends {
  /** The service closes. */
  readonly signal: AbortSignal;
  /** The webhook took too long. */
  readonly limit: AbortSignal;
}

async function post(url: string, request: JsonObject, ends: Ends): Promise<unknown> {
  const response = await send(url, request, ends);
  if (response.status === 401 || response.status === 403) {
    const message = `The custom allocation webhook refused the service: ${response.status}.`;
    throw new ProvisioningFault('CustomAllocationUnauthorizedAccess', message);
  }
  if (!response.ok) throw failed(`it answered ${response.status}`);

  try {
    return await response.json();
  } catch (error) {
    throw failure(ends, error instanceof SyntaxError ? 'its answer is not JSON' : 'its answer did not come to an end');
  }
}

async function send(url: string, request: JsonObject, ends: Ends): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.any([ends.signal, ends.limit]),
    });
  } catch {
    throw failure(ends, 'it cannot be reached');
  }
}

/** @param why unless it took too long. @throws AbortError */
function failure({ signal, limit }: Ends, why: string): ProvisioningFault {
  signal.throwIfAborted();
  return failed(limit.aborted ? 'it took too long to answer' : why);
}

function twinOf(twin: NonNullable<z.infer<typeof initialTwinRequest>>): InitialTwin {
  const checked = checkedInitialTwin(twin);
  if (typeof checked === 'string') throw failed(`its initial twin is not good: ${checked}`);
  return checked;
}

function failed(why: string): ProvisioningFault {
  return new ProvisioningFault('CustomAllocationFailed', `The custom allocation webhook failed: ${why}.`);
}
