import { inject } from 'vitest';
import { themes } from './themes.ts';
import { type EditorDifferences, Workbench } from './workbench/workbench.ts';

/** Keeps pictures of a step in every theme, as `test/output/<journey>-<step>-<theme>.png`. */
export type Photograph = (step: string) => Promise<void>;

/**
 * Walks a journey in a workbench of its own. One that does not reach its end leaves a picture of where it stopped.
 * @param settings The person's own.
 * @param editor what is different in it from that of all journeys.
 */
export async function onJourney(
  name: string,
  walk: (workbench: Workbench, photograph: Photograph) => Promise<void>,
  settings: Readonly<Record<string, unknown>> = {},
  editor: EditorDifferences = {},
): Promise<void> {
  await using workbench = await Workbench.open(inject('extensionsFolder'), settings, {
    builtInExtensionsFolder: inject('builtInExtensionsFolder'),
    ...editor,
  });
  // Forth and back: a step begins with what the last one ended with, as each change is dear.
  let looks = themes;
  const photograph: Photograph = async step => {
    for (const theme of looks) {
      await workbench.wear(theme);
      await workbench.photograph(`${name}-${step}-${theme.name}`);
    }
    looks = looks.toReversed();
  };
  try {
    await walk(workbench, photograph);
  } catch (error) {
    await workbench.photograph(`${name}-stopped`);
    throw error;
  }
}
