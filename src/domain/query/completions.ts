import type { DeviceTwin } from '../device.ts';
import { functionNames } from './functions.ts';
import { type SeenMember, seenMembers } from './seenMembers.ts';
import { statementAt } from './statements.ts';
import type { Collection } from './syntaxTree.ts';
import { isPlainName, rootProperties } from './vocabulary.ts';

/** What can be written at a place of a query. */
export interface QueryCompletion {
  readonly kind: 'keyword' | 'collection' | 'function' | 'aggregate' | 'property';
  readonly name: string;
  /** What is inserted, if it is not the name. */
  readonly text?: string;
  /** For a property that was seen in twins: the kinds of its values. */
  readonly kinds?: readonly string[];
}

const aggregateNames = ['COUNT', 'AVG', 'SUM', 'MIN', 'MAX'];
const constants = ['true', 'false', 'null', 'undefined'];
const operators = ['AND', 'OR', 'NOT', 'IN', 'NIN'];

/**
 * What can stand at `offset` of a document of queries; nothing inside a text or a comment.
 * @param twins where the names of tags and of properties come from.
 */
export function completionsAt(
  document: string,
  offset: number,
  twins: Iterable<DeviceTwin>,
): readonly QueryCompletion[] {
  const statement = statementAt(document, offset);
  const inside = statement !== undefined && statement.offset <= offset && offset <= statement.end;
  const before = inside ? document.slice(statement.offset, offset) : '';
  const line = document.slice(document.lastIndexOf('\n', offset - 1) + 1, offset);
  if (isInsideText(inside ? before : line)) return [];

  const path = /(?<path>[A-Za-z_$][\w$]*(?:\.(?:[\w$]+|\[\[[^\]]*\]\]))*)\.(?:\[\[[^\]]*|[\w$]*)$/.exec(before);
  const from = collectionOf(inside ? statement.text : '');
  if (path) return membersAt(path.groups?.['path'] ?? '', before, twins);
  return wordsAt(before.replace(/[\w$]+$/, ''), from);
}

/** True if a text or a comment is open at the end of `before`. */
function isInsideText(before: string): boolean {
  const open = before.replaceAll(/'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|--[^\n]*\n/g, '');
  return /['"]|--/.test(open);
}

function collectionOf(query: string): Collection {
  const from = /\bFROM\s+(?<name>devices(?:\.\w+)?)/i.exec(query)?.groups?.['name']?.toLowerCase();
  return from === 'devices.modules' || from === 'devices.jobs' ? from : 'devices';
}

function membersAt(path: string, before: string, twins: Iterable<DeviceTwin>): readonly QueryCompletion[] {
  const names = [...path.matchAll(/\[\[(?<escaped>[^\]]*)\]\]|[\w$]+/g)].map(
    found => found.groups?.['escaped'] ?? found[0],
  );
  if (names[0]?.toLowerCase() === 'devices') {
    if (names.length === 1 && /\bFROM\s+\S*$/i.test(before)) return named('collection', ['modules', 'jobs']);
    names.shift();
  }
  return seenMembers(twins, names).map(member);
}

function member({ name, kinds }: SeenMember): QueryCompletion {
  return { kind: 'property', name, kinds, ...(isPlainName(name) ? {} : { text: `[[${name}]]` }) };
}

/** @param before up to the word that is being written. */
function wordsAt(before: string, from: Collection): readonly QueryCompletion[] {
  const clause = /.*\b(?<clause>SELECT|FROM|WHERE|GROUP\s+BY)\b(?<rest>.*)$/is.exec(before)?.groups;
  const properties = named('property', rootProperties[from]);

  switch (clause?.['clause']?.toUpperCase().split(/\s/)[0]) {
    case undefined:
      return named('keyword', ['SELECT']);
    case 'SELECT':
      return [...properties, ...named('aggregate', aggregateNames), ...named('keyword', ['TOP', 'AS', 'FROM'])];
    case 'FROM':
      return clause?.['rest']?.trim() === ''
        ? named('collection', Object.keys(rootProperties))
        : named('keyword', ['WHERE', 'GROUP BY']);
    case 'WHERE':
      return [
        ...properties,
        ...named('function', functionNames),
        ...named('keyword', [...operators, ...constants, 'GROUP BY']),
      ];
    default:
      return properties;
  }
}

function named(kind: QueryCompletion['kind'], names: readonly string[]): readonly QueryCompletion[] {
  return names.map(name => ({ kind, name }));
}
