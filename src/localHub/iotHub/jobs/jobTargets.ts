import type { JsonObject } from '../../../domain/json.ts';
import { QueryError } from '../../../domain/query/queryError.ts';
import type { IdentityRecord } from '../../store/identityRecord.ts';
import type { Store } from '../../store/store.ts';
import { candidates } from '../candidates.ts';
import { parseTargetCondition } from '../configurations/targetCondition.ts';
import { stretchesOf } from '../stretches.ts';

/** What stands before the condition where the service reads it as a query: its places count from there. */
const prefix = 'SELECT * FROM devices WHERE ';

/** Finds the devices or modules that a condition is about, a stretch of them at a time. @throws QueryError */
export async function* targetsOf(
  condition: string,
  store: Store,
  show: (record: IdentityRecord) => JsonObject,
): AsyncGenerator<readonly string[], void> {
  const { collection, narrowing, properties, matches } = parseTargetCondition(condition);
  const scan = candidates(store, collection, narrowing, properties, show);
  for await (const { rows } of stretchesOf(scan)) {
    yield rows.filter(({ document }) => matches(document)).map(({ name }) => name);
  }
}

/** Why a job fails whose condition cannot be read, in the service's words, with ours after them. */
export function conditionFailure(condition: string, error: unknown): string {
  if (!(error instanceof QueryError)) throw error;

  const { line, column, offset } = error.position;
  const [found = '<EOF>'] = /^(?:[\w$]+|\S)/.exec(condition.slice(offset)) ?? [];
  const place = `${line}:${line === 1 ? column + prefix.length : column}`;
  return `SQL query parse failed due to following errors: \n\tLine ${place} Unexpected character at input '${found}'. ${error.problem}`;
}
