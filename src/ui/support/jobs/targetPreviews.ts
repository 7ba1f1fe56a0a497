import { setTimeout as sleep } from 'node:timers/promises';
import { type IdentityAddress, identityLabel } from '../../../domain/identityAddress.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { QueryBudget } from '../../../domain/jobs/queryBudget.ts';
import { targetQuery } from '../../../domain/jobs/targetQuery.ts';
import { countIn, countQuery } from '../../../domain/query/derivedQueries.ts';
import { printQuery } from '../../../domain/query/printQuery.ts';
import type { Query } from '../../../domain/query/syntaxTree.ts';
import { cellText } from '../../../domain/queryResult/rowColumns.ts';
import type { Hub } from '../hub/hub.ts';

/** What a job would reach now. */
export interface TargetPreview {
  readonly count: number;
  /** The first of them. */
  readonly sample: readonly string[];
}

const typingPauseMs = 400;
/** As many as one query can give: up to so many devices it takes no second one to count them. */
const pageSize = 1000;
const sampleSize = 5;

/** Counts what conditions select while a person types them: the newest one only, and no more often than the budget allows. */
export class TargetPreviews {
  readonly #known = new Map<string, TargetPreview>();
  #search = new AbortController();

  constructor(
    readonly hub: Hub,
    private readonly budget: QueryBudget,
  ) {}

  /** What was found already. */
  known(query: Query): TargetPreview | undefined {
    return this.#known.get(printQuery(query));
  }

  /**
   * Waits for the person to pause, then asks the hub.
   * @throws HubError, or AbortError if another condition came or it was stopped
   */
  async preview(query: Query): Promise<TargetPreview> {
    this.stop();
    const { signal } = this.#search;
    const known = this.known(query);
    if (known) return known;

    await sleep(Math.max(typingPauseMs, this.budget.waitMs(Date.now())), undefined, { signal });
    const preview = await this.#ask(query, signal);
    this.#known.set(printQuery(query), preview);
    return preview;
  }

  stop(): void {
    this.#search.abort();
    this.#search = new AbortController();
  }

  async #ask(query: Query, signal: AbortSignal): Promise<TargetPreview> {
    const { client } = await this.hub.connect();
    this.budget.spend(Date.now());
    const { items, next } = await client.query(targetQuery(query), { pageSize }, signal);
    const sample = items.slice(0, sampleSize).map(row => identityLabel(addressOfRow(row)));
    const counting = countQuery(query);
    if (next === undefined || counting === undefined) return { count: items.length, sample };

    this.budget.spend(Date.now());
    const counted = await client.query(counting, { pageSize: 1 }, signal);
    return { count: countIn(counted.items), sample };
  }
}

function addressOfRow({ deviceId, moduleId }: JsonObject): IdentityAddress {
  return { deviceId: cellText(deviceId), ...(typeof moduleId === 'string' ? { moduleId } : {}) };
}
