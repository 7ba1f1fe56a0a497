import { once } from 'node:events';
import * as vscode from 'vscode';
import type { Operation } from '../../../domain/resources/operation.ts';
import { beginSteps, type OperationStep } from '../../../domain/resources/operationStep.ts';
import type { Services } from '../services.ts';
import { showFailure } from '../showFailure.ts';
import { resourcesViewId, withProgress } from '../progress.ts';
import type { OperationRecord, Operations } from './operations.ts';
import type { ResourceScope } from './resourceScope.ts';

export interface WatchedOperation {
  /** What is done: "Delete resource group gates". */
  readonly title: string;
  readonly scope: Pick<ResourceScope, 'origin'>;
  /** Sends the request that begins it. */
  readonly begin: (signal: AbortSignal) => Promise<Operation>;
  /** What is to be done once it has ended well, also if the person has left it by then. */
  readonly whenDone?: () => Promise<void>;
}

export interface WatchedSteps {
  readonly title: string;
  readonly scope: Pick<ResourceScope, 'origin' | 'subscriptionId' | 'resources'>;
  readonly steps: readonly OperationStep[];
}

/**
 * Begins an operation and shows its progress until it ends, or the person leaves it: then it goes on, and its end is told
 * when it comes. True if it has ended well.
 */
export async function watchOperation(services: Services, watched: WatchedOperation): Promise<boolean> {
  const { title, scope, begin, whenDone } = watched;
  const begun = await withProgress(services.waits, title, begin, resourcesViewId);
  return untilLeft(services, title, services.operations.follow(title, scope.origin, begun).then(whenDone));
}

/** As {@link watchOperation}, for several things that are done one after the other. */
export async function watchSteps(services: Services, { title, scope, steps }: WatchedSteps): Promise<boolean> {
  const begin = (signal: AbortSignal) => beginSteps(scope.resources, steps, signal);
  const begun = await withProgress(services.waits, title, begin, resourcesViewId);
  return untilLeft(services, title, services.operations.followSteps(title, scope, begun));
}

/**
 * Shows the progress of an operation that goes on already, until it ends or is left once more. What becomes of it is told by
 * whoever follows it.
 */
export async function watchAgain(services: Services, { id, title }: OperationRecord): Promise<void> {
  services.operations.resume();
  await isLeft(services, title, untilEnded(services.operations, id));
}

/** True if it has ended well, false if it was left: then its end is told when it comes. */
async function untilLeft(services: Services, title: string, ended: Promise<void>): Promise<boolean> {
  if (!(await isLeft(services, title, ended))) return true;

  void tellEnd(services, title, ended);
  return false;
}

async function isLeft({ waits }: Services, title: string, ended: Promise<void>): Promise<boolean> {
  const left = await withProgress(
    waits,
    title,
    signal => Promise.race([ended.then(() => false), once(signal, 'abort').then(() => true)]),
    resourcesViewId,
  );
  if (left) {
    const text = vscode.l10n.t('{0}: it goes on. Its end stands under Operations.', title);
    void vscode.window.showInformationMessage(text);
  }
  return left;
}

/** Waits until it has ended, well or not, or is forgotten. */
function untilEnded(operations: Operations, id: string): Promise<void> {
  const isRunning = () => operations.list().some(record => record.id === id && record.endedMs === undefined);
  return new Promise(resolve => {
    if (!isRunning()) return resolve();
    const listening = operations.onDidChange(() => {
      if (isRunning()) return;
      listening.dispose();
      resolve();
    });
  });
}

async function tellEnd({ log }: Services, title: string, ended: Promise<void>): Promise<void> {
  try {
    await ended;
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: done.', title));
  } catch (error) {
    void showFailure(title, error, log);
  }
}
