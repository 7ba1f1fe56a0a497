import type * as vscode from 'vscode';
import type { DeviceJobState, DeviceJob } from '../../../domain/jobs/job.ts';
import type { Page } from '../../../domain/page.ts';
import type { JobCommand, JobPicture } from '../../../protocol/jobPage.ts';

/** The most rows that a hub gives at once: what is read whole should take few of the queries that it allows. */
export const largestRowPage = 1000;

/** A job that a page shows, whoever runs it. */
export interface ShownJob {
  /** What the tab of its page says while nobody asks how it is doing: what this window learned of it otherwise. */
  readonly known?: {
    readonly onDidChange: vscode.Event<unknown>;
    picture(): Pick<JobPicture, 'name' | 'state'> | undefined;
  };
  /** Fires when this window knows without asking that it looks different than before. */
  readonly onDidChange?: vscode.Event<unknown>;
  /** Asks how it is doing. @throws HubError */
  read(signal: AbortSignal): Promise<JobPicture>;
  /** A page of what was done with each device, of those in `state` or of all: at most {@link largestRowPage}. @throws HubError */
  rows(state: DeviceJobState | undefined, after: string | undefined, signal: AbortSignal): Promise<Page<DeviceJob>>;
  /** Asks first where something is lost. Gives a sentence about what was done; an empty one if the person gave up. */
  perform(command: JobCommand): Promise<string>;
  /** Opens the page of a job that came of it, if such jobs do. */
  openRun?(jobId: string): void;
}
