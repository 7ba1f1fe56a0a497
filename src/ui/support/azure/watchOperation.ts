import { once } from 'node:events';
import * as vscode from 'vscode';
import type { Operation } from '../../../domain/resources/operation.ts';
import type { Services } from '../services.ts';
import { showFailure } from '../showFailure.ts';
import { resourcesViewId, withProgress } from '../progress.ts';
import type { ResourceScope } from './resourceScope.ts';

export interface WatchedOperation {
  /** What is done: "Delete resource group gates". */
  readonly title: string;
  readonly scope: Pick<ResourceScope, 'origin'>;
  /** Sends the request that begins it. */
  readonly begin: (signal: AbortSignal) => Promise<Operation>;
}

/**
 * Begins an operation and shows its progress until it ends, or the person leaves it: then it goes on, and its end is told
 * when it comes. True if it has ended well.
 */
export async function watchOperation(services: Services, watched: WatchedOperation): Promise<boolean> {
  const { title, scope, begin } = watched;
  const { operations, waits } = services;
  const following = await withProgress(
    waits,
    title,
    async signal => ({ ended: operations.follow(title, scope.origin, await begin(signal)) }),
    resourcesViewId,
  );
  const left = await withProgress(
    waits,
    title,
    signal => Promise.race([following.ended.then(() => false), once(signal, 'abort').then(() => true)]),
    resourcesViewId,
  );
  if (!left) return true;

  void tellEnd(services, title, following.ended);
  void vscode.window.showInformationMessage(vscode.l10n.t('{0}: it goes on. Its end stands under Operations.', title));
  return false;
}

async function tellEnd({ log, resourceTree }: Services, title: string, ended: Promise<void>): Promise<void> {
  try {
    await ended;
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: done.', title));
  } catch (error) {
    void showFailure(title, error, log);
  } finally {
    resourceTree.refresh();
  }
}
