import { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

export interface GivenResources {
  /** The same for all tests of a suite. */
  readonly resources: ResourceWorld;
  /** Of one test. */
  readonly answers: QuickAnswers;
}

/**
 * Gives each test of a suite a resource manager and somebody who answers. Commands that commands run are of the same
 * person.
 */
export function givenResources(
  give: (given: GivenResources) => void,
  start: () => Promise<ResourceWorld> = () => ResourceWorld.start(),
): void {
  let resources: ResourceWorld;
  let ends: readonly Disposable[];

  suiteSetup(async () => {
    resources = await start();
  });
  suiteTeardown(() => resources[Symbol.asyncDispose]());
  setup(() => {
    const answers = new QuickAnswers();
    ends = [resources.ownCommands(), answers];
    give({ resources, answers });
  });
  teardown(() => {
    for (const end of ends) end[Symbol.dispose]();
  });
}
