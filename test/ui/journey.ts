import { inject } from 'vitest';
import type { Theme } from './themes.ts';
import { Workbench } from './workbench/workbench.ts';

/** Keeps a picture of a step as `test/output/<journey>-<step>-<theme>.png`. */
export type Photograph = (step: string) => Promise<void>;

/** Walks a journey in a workbench of its own. One that does not reach its end leaves a picture of where it stopped. */
export async function onJourney(
  name: string,
  theme: Theme,
  walk: (workbench: Workbench, photograph: Photograph) => Promise<void>,
): Promise<void> {
  await using workbench = await Workbench.open(inject('extensionsFolder'), theme);
  const photograph: Photograph = step => workbench.photograph(`${name}-${step}-${theme.name}`);
  try {
    await walk(workbench, photograph);
  } catch (error) {
    await photograph('stopped');
    throw error;
  }
}
