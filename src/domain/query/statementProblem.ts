import { compileQuery } from './compileQuery.ts';
import { parseQuery } from './parseQuery.ts';
import { QueryError } from './queryError.ts';
import type { Statement } from './statements.ts';
import type { Query } from './syntaxTree.ts';

/** What is wrong with a query of a document, and where in the document. */
export interface StatementProblem {
  readonly offset: number;
  /** At least 1. */
  readonly length: number;
  readonly message: string;
  /** `doubt`: the documentation does not say that hubs answer this, and the local hub does not. */
  readonly severity: 'error' | 'doubt';
}

/** What is wrong with a query, or nothing. The parser is that of the local hub. */
export function statementProblem(statement: Statement): StatementProblem | undefined {
  const parsed = failureOf(() => parseQuery(statement.text));
  if (parsed instanceof QueryError) return { ...place(statement, parsed), message: parsed.problem, severity: 'error' };

  const doubt = failureOf(() => compileQuery(parsed));
  if (!(doubt instanceof QueryError)) return undefined;
  return { offset: statement.offset, length: statement.text.length, message: doubt.problem, severity: 'doubt' };
}

/** The query of a statement, if it is one. */
export function queryOf({ text }: Pick<Statement, 'text'>): Query | undefined {
  const parsed = failureOf(() => parseQuery(text));
  return parsed instanceof QueryError ? undefined : parsed;
}

function failureOf<T>(work: () => T): T | QueryError {
  try {
    return work();
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

/** The word or sign at the place of the error; at the end of a query its last one, as nothing else can be seen. */
function place({ text, offset }: Statement, { position }: QueryError): Pick<StatementProblem, 'offset' | 'length'> {
  const at = Math.min(position.offset, text.length);
  const [word] = /^(?:[\w$]+|\S)/.exec(text.slice(at)) ?? [''];
  if (word !== '') return { offset: offset + at, length: word.length };

  const [last] = /(?:[\w$]+|\S)\s*$/.exec(text.slice(0, at)) ?? [text];
  return { offset: offset + at - last.length, length: last.length };
}
