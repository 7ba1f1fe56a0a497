import { setTimeout as sleep } from 'node:timers/promises';
import type { HubClient } from '../../../domain/hubClient.ts';
import { lastReboot } from '../../../domain/lastReboot.ts';

export interface Patience {
  readonly firstPollMs: number;
  readonly longestPollMs: number;
  readonly giveUpAfterMs: number;
}

/** A device that takes minutes to boot is asked seldom, one that takes seconds is seen soon. */
const patience: Patience = { firstPollMs: 1_000, longestPollMs: 15_000, giveUpAfterMs: 5 * 60_000 };

/**
 * Reads the twin of a device until it reports another reboot than `before`, less and less often.
 * @returns false if the device did not report within the time.
 * @throws HubError; AbortError if `signal` says so.
 */
export async function awaitReboot(
  client: HubClient,
  deviceId: string,
  before: string | undefined,
  signal: AbortSignal,
  { firstPollMs, longestPollMs, giveUpAfterMs } = patience,
): Promise<boolean> {
  const end = Date.now() + giveUpAfterMs;

  for (let delayMs = firstPollMs; Date.now() < end; delayMs = Math.min(longestPollMs, delayMs * 1.5)) {
    await sleep(delayMs, undefined, { signal });
    const { reported } = await client.getTwin(deviceId, signal);
    const now = lastReboot(reported);
    if (now !== undefined && now !== before) return true;
  }
  return false;
}
