import type { HubClient } from '../hubClient.ts';
import type { IdentityAddress } from '../identityAddress.ts';
import { cellText } from '../queryResult/rowColumns.ts';
import { printQuery } from '../query/printQuery.ts';
import type { Query } from '../query/syntaxTree.ts';

/** Of ids, in a request: few requests, as a hub allows few queries. */
const pageSize = 1000;

/** What this window does itself for more than this is a strain on it and on the hub: a job of the hub is for that. */
export const mostTargets = 20_000;

/** More devices match than a window should reach by itself. */
export class TooManyTargets extends Error {
  override readonly name = 'TooManyTargets';

  constructor() {
    super(
      `More than ${mostTargets.toLocaleString('en')} devices match, too many to reach from this window. Choose fewer, or let the hub run one job on all of them.`,
    );
  }
}

/**
 * The devices or modules that a query selects now, each once.
 * @param onCount hears how many there are by now.
 * @throws HubError, TooManyTargets if there are more than {@link mostTargets}.
 */
export async function findTargets(
  client: HubClient,
  query: Query,
  signal: AbortSignal,
  onCount: (count: number) => void,
): Promise<readonly IdentityAddress[]> {
  const text = idQuery(query);
  const found = new Map<string, IdentityAddress>();
  let after: string | undefined;
  do {
    const page = await client.query(text, { pageSize, ...(after === undefined ? {} : { after }) }, signal);
    for (const { deviceId, moduleId } of page.items) {
      const address = { deviceId: cellText(deviceId), ...(typeof moduleId === 'string' ? { moduleId } : {}) };
      found.set(`${address.deviceId}/${address.moduleId ?? ''}`, address);
    }
    onCount(found.size);
    if (found.size > mostTargets) throw new TooManyTargets();
    after = page.next;
  } while (after !== undefined);
  return [...found.values()];
}

function idQuery({ from, where }: Query): string {
  const names = from === 'devices.modules' ? ['deviceId', 'moduleId'] : ['deviceId'];
  const projections = names.map(name => ({ kind: 'projection', value: { kind: 'property', path: [name] } }) as const);
  return printQuery({ kind: 'query', select: { kind: 'projections', projections }, from, ...(where ? { where } : {}) });
}
