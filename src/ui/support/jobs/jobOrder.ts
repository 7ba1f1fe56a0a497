import type { NewJob } from '../../../domain/jobs/job.ts';
import type { JobPlan } from '../../../domain/jobs/jobPlan.ts';
import type { Hub } from '../hub/hub.ts';

/** The jobs that a person decided on. */
export interface JobOrder {
  readonly hub: Hub;
  readonly jobs: readonly NewJob[];
  /** The devices to mark with a temporary tag before the job, which is then one, is sent. */
  readonly marked?: readonly string[];
  /** How this window runs it; absent if the hub does. */
  readonly plan?: JobPlan;
}
