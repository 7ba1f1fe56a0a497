import * as vscode from 'vscode';
import type { HubClient } from '../../../domain/hubClient.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import type { IdentityTarget } from './deviceTarget.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import type { TargetFailure } from '../tellOutcome.ts';

/** Calls in flight at a time: well below the throttle of the smallest hub. */
const concurrentCalls = 10;

type Change = (client: HubClient, target: IdentityTarget, signal: AbortSignal) => Promise<unknown>;

/**
 * Does something to each device or module, with progress, and shows those again. One that fails does not keep the others
 * from it: gives what went wrong.
 */
export async function changeEach(
  services: Services,
  title: string,
  targets: readonly IdentityTarget[],
  change: Change,
): Promise<readonly TargetFailure[]> {
  const failures: TargetFailure[] = [];
  await withProgress(services.waits, title, async (signal, report) => {
    let count = 0;
    await mapConcurrently(targets, concurrentCalls, async target => {
      const error = await failureOf(change, target, signal);
      if (error !== undefined) failures.push({ target, error });
      if (targets.length > 1) report(vscode.l10n.t('{0} of {1}', ++count, targets.length));
    });
  });
  showAgain(services, targets);
  return failures;
}

async function failureOf(change: Change, target: IdentityTarget, signal: AbortSignal): Promise<unknown> {
  try {
    signal.throwIfAborted();
    const { client } = await target.hub.connect();
    await change(client, target, signal);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Devices are read again; so are the modules of each device of which one was changed. */
function showAgain({ hubTree, deviceEvents }: Services, targets: readonly IdentityTarget[]): void {
  for (const [hub, members] of Map.groupBy(targets, ({ hub }) => hub)) {
    const ofModules = new Set(members.filter(({ moduleId }) => moduleId !== undefined).map(({ deviceId }) => deviceId));
    for (const deviceId of ofModules) hubTree.refreshModules(hub, deviceId);
    const devices = members.filter(({ moduleId }) => moduleId === undefined).map(({ deviceId }) => deviceId);
    if (devices.length > 0) deviceEvents.changed(hub.id, devices);
  }
}
