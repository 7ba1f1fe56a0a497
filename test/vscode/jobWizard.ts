import { Catalogue } from '../../src/ui/support/method/catalogue.ts';
import { askNewJob } from '../../src/ui/prompts/job/askNewJob.ts';
import { HubSizes } from '../../src/ui/support/jobs/hubSizes.ts';
import type { JobOrder } from '../../src/ui/support/jobs/jobOrder.ts';
import { MethodHistory } from '../../src/ui/support/method/methodHistory.ts';
import type { Services } from '../../src/ui/support/services.ts';
import type { JobWorld } from './jobWorld.ts';
import { MemoryState } from './memory.ts';
import type { QuickAnswers } from './quickAnswers.ts';

export interface WizardWorld {
  /** What the wizard and what begins its plans work with: the product's own, with a state that ends with the test. */
  readonly services: Services;
  /** The pages that were opened, the newest last. */
  readonly shown: readonly (readonly [kind: string, jobId: string])[];
}

/** @param more What runs the plans. */
export function wizardWorld(jobs: JobWorld, more: Partial<Services>): WizardWorld {
  const shown: [string, string][] = [];
  const { world } = jobs;
  const services = {
    ...jobs.actionParts,
    hubSizes: new HubSizes(new MemoryState(), world.localHub),
    methodHistory: new MethodHistory(new MemoryState()),
    catalogue: new Catalogue(world.log),
    jobPanels: { show: (_hub: unknown, kind: string, jobId: string) => void shown.push([kind, jobId]) },
    ...more,
  };
  return { services: services as unknown as Services, shown };
}

/** Answers the wizard up to its review: lockDoor on the doors, now. Gives what comes of it. */
export async function askUpToReview(
  { services }: WizardWorld,
  jobs: JobWorld,
  answers: QuickAnswers,
  jobId: string,
): Promise<{ readonly ended: Promise<JobOrder | undefined> }> {
  const ended = askNewJob(services, { hub: jobs.world.hub });
  await answers.pick(/^What the job does/, /lockDoor/);
  await answers.accept(/^Payload of lockDoor/);
  await answers.accept(/^Seconds to wait for the answer/);
  await answers.accept(/^Seconds to wait for the device/);
  await answers.answer(/^Condition/, "STARTSWITH(deviceId, 'door-')");
  await answers.pick(/^When it starts/, /Now/);
  await answers.accept(/^How long it may run/);
  await answers.answer(/^Id of the job/, jobId);
  return { ended };
}
