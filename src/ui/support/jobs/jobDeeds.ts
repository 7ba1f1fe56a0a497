import type { JobCommand } from '../../../protocol/jobPage.ts';

/** What can be done with a job of some kind. Each gives a sentence about what was done; an empty one if nothing was. */
export type JobDeeds = Readonly<Partial<Record<JobCommand, () => Promise<string>>>>;

/** Does what a person says. A command that jobs of a kind do not have is offered nowhere: then it is a bug. */
export async function doWithJob(command: JobCommand, deeds: JobDeeds): Promise<string> {
  const deed = deeds[command];
  if (!deed) throw new Error(`A job of this kind has no "${command}".`);
  return deed();
}
