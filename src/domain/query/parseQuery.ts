import { parseExpression } from './parseExpression.ts';
import { parseProjections } from './parseProjections.ts';
import { parseProperty } from './parseProperty.ts';
import type { Collection, Property, Query, Selection } from './syntaxTree.ts';
import { TokenCursor } from './tokenCursor.ts';

/**
 * Reads `SELECT [TOP n] * | list FROM devices | devices.modules | devices.jobs [WHERE condition] [GROUP BY property]`,
 * the language of twin and job queries. Throws a {@link QueryError} that says where it went wrong; what the
 * documentation does not describe is wrong.
 */
export function parseQuery(text: string): Query {
  const cursor = new TokenCursor(text);
  cursor.expect('SELECT');
  const top = cursor.takeIf('TOP') ? { top: parseCount(cursor) } : {};
  const resolveSelection = parseSelection(cursor);
  cursor.expect('FROM');
  const from = parseCollection(cursor);
  const select = resolveSelection(from);
  const where = cursor.takeIf('WHERE') ? { where: parseExpression(cursor, from) } : {};
  const groupBy = cursor.is('GROUP') ? { groupBy: parseGroupBy(cursor, from) } : {};
  if (cursor.current.kind !== 'end') cursor.failExpecting(expectedAtEnd(where, groupBy));

  return { kind: 'query', ...top, select, from, ...where, ...groupBy };
}

function parseCount(cursor: TokenCursor): number {
  const token = cursor.current;
  if (token.kind !== 'number' || !Number.isSafeInteger(token.value) || token.value < 1) {
    return cursor.failExpecting('a whole number of rows after TOP');
  }
  cursor.take();
  return token.value;
}

/** The names of a select list mean something only when one knows what the query selects FROM: hence a function. */
function parseSelection(cursor: TokenCursor): (from: Collection) => Selection {
  if (cursor.takeIf('*')) return () => ({ kind: 'everything' });

  const start = cursor.current;
  const resolve = parseProjections(cursor);
  return from => {
    if (from === 'devices.jobs') {
      cursor.fail({ kind: 'notSupported', what: 'Queries on devices.jobs can only SELECT *.' }, start);
    }
    return { kind: 'projections', projections: resolve(from) };
  };
}

function parseCollection(cursor: TokenCursor): Collection {
  const expected = 'devices, devices.modules or devices.jobs';
  cursor.expect('DEVICES', expected);
  if (!cursor.takeIf('.')) return 'devices';
  if (cursor.takeIf('MODULES')) return 'devices.modules';
  if (cursor.takeIf('JOBS')) return 'devices.jobs';

  return cursor.failExpecting('modules or jobs after "devices."');
}

function parseGroupBy(cursor: TokenCursor, from: Collection): Property {
  if (from !== 'devices') {
    cursor.fail({ kind: 'notSupported', what: 'GROUP BY is only there for queries FROM devices.' });
  }
  cursor.expect('GROUP');
  cursor.expect('BY');

  return parseProperty(cursor, from, 'a property to group by');
}

function expectedAtEnd(where: object, groupBy: object): string {
  if ('groupBy' in groupBy) return 'the end of the query';
  return 'where' in where ? 'an operator, GROUP BY or the end of the query' : 'WHERE, GROUP BY or the end of the query';
}
