import type { ResourceScope } from '../../support/azure/resourceScope.ts';

/** What menus know of a row: what it is, and whether it is in Azure, where a portal shows it. */
export function resourceContext(what: string, { origin }: Pick<ResourceScope, 'origin'>): string {
  return origin.kind === 'azure' ? `${what}.azure` : what;
}
