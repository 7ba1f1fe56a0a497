import type { Page, PageRequest } from '../page.ts';
import type { DeviceJob, DeviceJobState, Job, JobState, NewJob, ScheduledJobType } from './job.ts';

/** Which jobs to list; all of them if it says nothing. */
export interface JobSelection {
  readonly type?: ScheduledJobType;
  readonly status?: JobState;
}

/** Which rows of a job to list; all of them without a state. */
export interface DeviceJobSelection {
  readonly jobId: string;
  readonly status?: DeviceJobState;
}

/** The scheduled jobs of a hub. Calls end and fail as those of the `HubClient` that they are part of. */
export interface HubJobs {
  /**
   * Creates a job, once however often it is sent.
   * @throws HubError `jobExists` if another job has its id, `tooManyJobs` if as many run as the tier allows.
   */
  create(job: NewJob, signal?: AbortSignal): Promise<Job>;
  /** @throws HubError `jobNotFound` */
  get(jobId: string, signal?: AbortSignal): Promise<Job>;
  list(selection: JobSelection, page: PageRequest, signal?: AbortSignal): Promise<Page<Job>>;
  /** Cancels a job that does not run yet, and gives it as it is then. */
  cancel(jobId: string, signal?: AbortSignal): Promise<Job>;
  /** What the job did with each device. Counts as a query: a hub allows few of them. */
  deviceRows(selection: DeviceJobSelection, page: PageRequest, signal?: AbortSignal): Promise<Page<DeviceJob>>;
}
