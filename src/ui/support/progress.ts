import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Wait } from '../../azure/iotHub/wait.ts';
import type { Waits } from './hub/waits.ts';

/** Where progress is shown first. */
export const hubsViewId = 'iotHub.hubs';
export const provisioningViewId = 'iotHub.provisioning';
export const resourcesViewId = 'iotHub.resources';

/** What is done sooner needs no progress bar. */
const quietMs = 150;
/** What takes longer can be cancelled. */
const shortMs = 1_000;

export type Report = (message: string) => void;

/**
 * Runs `task` with a progress bar in the Hubs view, or another one, and, if it takes longer than a second, with a notification that can
 * cancel it and that tells what is being waited for.
 */
export async function withProgress<T>(
  waits: Waits,
  title: string,
  task: (signal: AbortSignal, report: Report) => Promise<T>,
  viewId = hubsViewId,
): Promise<T> {
  const cancelled = new AbortController();
  const messages = new vscode.EventEmitter<string>();
  const listening = waits.onDidBegin(wait => messages.fire(waitText(wait)));
  const done = task(cancelled.signal, message => messages.fire(message));

  void showInViewIfLasting(done, viewId);
  void notifyIfSlow(title, done, messages.event, cancelled);
  try {
    return await done;
  } finally {
    listening.dispose();
    messages.dispose();
  }
}

async function showInViewIfLasting(done: Promise<unknown>, viewId: string): Promise<void> {
  if (await endsWithin(quietMs, done)) return;
  await vscode.window.withProgress({ location: { viewId } }, () => settled(done));
}

async function notifyIfSlow(
  title: string,
  done: Promise<unknown>,
  messages: vscode.Event<string>,
  cancelled: AbortController,
): Promise<void> {
  let last = '';
  messages(message => (last = message));
  if (await endsWithin(shortMs, done)) return;

  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => cancelled.abort());
    if (last !== '') progress.report({ message: last });
    messages(message => progress.report({ message }));
    return settled(done);
  });
}

function endsWithin(ms: number, done: Promise<unknown>): Promise<boolean> {
  return Promise.race([settled(done).then(() => true), sleep(ms, false, { ref: false })]);
}

/** Why a hub is being waited for, and how long. */
export function waitText({ hub, reason, delayMs }: Wait): string {
  const seconds = Math.max(1, Math.round(delayMs / 1000));
  if (reason.kind === 'throttled') {
    return vscode.l10n.t('{0} is throttling requests; trying again in {1} s', hub, seconds);
  }
  return reason.kind === 'unreachable'
    ? vscode.l10n.t('{0} cannot be reached; trying again in {1} s', hub, seconds)
    : vscode.l10n.t('{0} failed; trying again in {1} s', hub, seconds);
}

function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(
    () => undefined,
    () => undefined,
  );
}
