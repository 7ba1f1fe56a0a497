import { maxQueryLength } from './maxQueryLength.ts';
import { parseCondition } from './parseCondition.ts';
import { printExpression } from './printQuery.ts';
import { QueryError } from './queryError.ts';
import { queryOf } from './statementProblem.ts';
import type { Collection, Query } from './syntaxTree.ts';

/** Why a text is not the condition of a job or a configuration. `fix` is what can be written instead. */
export type TargetConditionProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'wholeQuery'; readonly fix?: string }
  | { readonly kind: 'where'; readonly fix: string }
  | { readonly kind: 'tooLong'; readonly length: number; readonly most: number }
  /** `message` says what is wrong, and where. */
  | { readonly kind: 'syntax'; readonly message: string };

/** All devices. */
export const everyDevice = '*';

const ofModules = /^FROM\s+devices\.modules(?:\s+WHERE\b)?\s*/i;
/** The service writes this before a condition, and takes so many characters in all. */
const prefix = 'SELECT * FROM devices WHERE ';
export const mostConditionCharacters = maxQueryLength - prefix.length;

/**
 * Reads the condition of a job, or of a configuration: what stands after WHERE, `*` for all devices, or `FROM devices.modules WHERE …` for
 * modules. Gives the query that selects the same. The service takes a whole query at first, and then fails the job.
 */
export function readTargetCondition(text: string): Query | TargetConditionProblem {
  const condition = text.trim();
  if (condition === '') return { kind: 'empty' };
  if (condition.length > mostConditionCharacters) {
    return { kind: 'tooLong', length: condition.length, most: mostConditionCharacters };
  }
  if (/^SELECT\b/i.test(condition)) return { kind: 'wholeQuery', ...fixOf(condition) };

  const where = /^WHERE\b\s*/i.exec(condition)?.[0];
  if (where !== undefined) return { kind: 'where', fix: condition.slice(where.length) || everyDevice };
  return parse(condition);
}

/** True if {@link readTargetCondition} could not read the text. */
export function isConditionProblem(read: Query | TargetConditionProblem): read is TargetConditionProblem {
  return read.kind !== 'query';
}

/** The condition of a job on what a query selects; nothing for a query that selects no devices or modules. */
export function conditionOf({ from, where, groupBy, top }: Query): string | undefined {
  if (from === 'devices.jobs' || groupBy || top !== undefined) return undefined;
  const condition = where ? printExpression(where) : undefined;
  if (from === 'devices') return condition ?? everyDevice;
  return condition === undefined ? 'FROM devices.modules' : `FROM devices.modules WHERE ${condition}`;
}

/** What is wrong, in words, and what to do. */
export function describeConditionProblem(problem: TargetConditionProblem): string {
  switch (problem.kind) {
    case 'empty':
      return "Write a condition, such as tags.floor = '3', or * for all devices.";
    case 'wholeQuery':
      return problem.fix === undefined
        ? 'Only what stands after WHERE is taken, not a whole query.'
        : `Only what stands after WHERE is taken. Write: ${problem.fix}`;
    case 'where':
      return `Leave WHERE out. Write: ${problem.fix}`;
    case 'tooLong':
      return `The condition has ${problem.length} characters; at most ${problem.most} are allowed. Split it, or mark the devices with a tag.`;
    case 'syntax':
      return problem.message;
  }
}

function fixOf(text: string): { readonly fix?: string } {
  const query = queryOf({ text });
  const fix = query && conditionOf(query);
  return fix === undefined ? {} : { fix };
}

function parse(condition: string): Query | TargetConditionProblem {
  const start = ofModules.exec(condition)?.[0] ?? '';
  const from: Collection = start === '' ? 'devices' : 'devices.modules';
  const rest = condition.slice(start.length);
  const all = { kind: 'query', select: { kind: 'everything' }, from } as const;
  if (rest === everyDevice || (rest === '' && !/WHERE\s*$/i.test(start))) return all;

  try {
    return { ...all, where: parseCondition(rest, from) };
  } catch (error) {
    if (error instanceof QueryError) return { kind: 'syntax', message: error.message };
    throw error;
  }
}
