import type { Page } from '../page.ts';
import { type RowFilter, matchesFilter, statesOf } from './deviceOutcome.ts';
import type { DeviceJob, DeviceJobState } from './job.ts';

/** Enough to fill the table; the hub is not asked for more before somebody wants more. */
const enoughRows = 100;
/** A hub of tier S1 allows 20 queries a minute ("Quotas and throttling"): a search takes a quarter of them, then asks. */
const mostPages = 5;

export type ReadRows = (state: DeviceJobState | undefined, after: string | undefined) => Promise<Page<DeviceJob>>;

/** Rows that match, where to go on, and how many rows were looked at for them. */
export interface FoundRows extends Page<DeviceJob> {
  readonly lookedAt: number;
}

/** Where a search stands: the how manieth state is read, and from where on. */
interface Place {
  readonly state: number;
  readonly after?: string | undefined;
}

/**
 * Looks for rows through all of a job: the hub is asked for those of the outcome, and what it cannot tell apart is looked
 * for here. Ends with enough rows, at the end, or after some pages: `next` then leads on.
 */
export async function findRows(read: ReadRows, filter: RowFilter, from?: string): Promise<FoundRows> {
  const states = filter.outcome === undefined ? [undefined] : statesOf(filter.outcome);
  const found: DeviceJob[] = [];
  let place: Place | undefined = from === undefined ? { state: 0 } : (JSON.parse(from) as Place);
  let lookedAt = 0;

  for (let pages = 0; place && pages < mostPages && found.length < enoughRows; pages++) {
    const page: Page<DeviceJob> = await read(states[place.state], place.after);
    lookedAt += page.items.length;
    found.push(...page.items.filter(row => matchesFilter(row, filter)));
    place = placeAfter(place, page.next, states.length);
  }
  return { items: found, lookedAt, ...(place ? { next: JSON.stringify(place) } : {}) };
}

function placeAfter({ state }: Place, next: string | undefined, states: number): Place | undefined {
  if (next !== undefined) return { state, after: next };
  return state + 1 < states ? { state: state + 1 } : undefined;
}

/** All rows of a job, page by page. */
export async function* allRows(read: ReadRows, state?: DeviceJobState): AsyncGenerator<readonly DeviceJob[], void> {
  let after: string | undefined;
  do {
    const page = await read(state, after);
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}
