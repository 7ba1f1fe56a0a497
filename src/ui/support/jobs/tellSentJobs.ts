import * as vscode from 'vscode';
import type { JobQueue } from './jobQueue.ts';

/** Says when a job that waited was sent. */
export function tellSentJobs(queue: JobQueue): vscode.Disposable {
  return queue.onDidSend(({ hub, job }) => {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} took the job {1}, which had waited.', hub.name, job.jobId),
    );
  });
}
