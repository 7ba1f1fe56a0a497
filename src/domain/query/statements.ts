/** One of the queries that a document holds. */
export interface Statement {
  /** The query, without the blanks around it; comments are blanks of the same length, so that positions agree. */
  readonly text: string;
  /** Where {@link text} starts in the document, in UTF-16 units from 0. */
  readonly offset: number;
  /** Where the `;` after the query stands, or the end of the document. */
  readonly end: number;
}

const piece = /(?<quoted>'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|\[\[[^\]\n]*\]\])|(?<comment>--[^\n]*)|(?<end>;)|[^]/g;

/**
 * The queries of a document. A query ends with `;` or with the document; `-- …` is a comment to the end of its line. Both
 * are the document's own: hubs know neither, and get each query alone.
 */
export function statementsIn(document: string): readonly Statement[] {
  const statements: Statement[] = [];
  let text = '';
  let start = 0;
  for (const { 0: found, index, groups = {} } of document.matchAll(piece)) {
    if (groups['end'] === undefined) {
      text += groups['comment'] === undefined ? found : ' '.repeat(found.length);
      continue;
    }
    statements.push(...statementOf(text, start, index));
    text = '';
    start = index + 1;
  }

  return [...statements, ...statementOf(text, start, document.length)];
}

/** The query at a place of a document, also right behind its `;`: the one around it, else the last one before it. */
export function statementAt(document: string, offset: number): Statement | undefined {
  const statements = statementsIn(document);
  return statements.find(({ end }) => offset <= end + 1) ?? statements.at(-1);
}

function statementOf(text: string, start: number, end: number): readonly Statement[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : [{ text: trimmed, offset: start + text.indexOf(trimmed), end }];
}
