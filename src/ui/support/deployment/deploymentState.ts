import type { Deployment } from '../../../domain/resources/deployments.ts';

const ended: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Canceled']);

/** True while it goes on: Accepted, Running, and whatever else is not an end. */
export function isRunning({ state }: Pick<Deployment, 'state'>): boolean {
  return !ended.has(state);
}
