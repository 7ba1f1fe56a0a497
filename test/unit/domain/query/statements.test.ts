import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statementProblem } from '../../../../src/domain/query/statementProblem.ts';
import { statementAt, statementsIn } from '../../../../src/domain/query/statements.ts';

const textsOf = (document: string) => statementsIn(document).map(({ text }) => text);
const problemsOf = (document: string) =>
  statementsIn(document)
    .map(statementProblem)
    .map(problem => problem && [document.slice(problem.offset, problem.offset + problem.length), problem.message]);

describe('a document of queries', () => {
  test('holds queries that end with a semicolon, the last one also without', () => {
    expect(textsOf('SELECT * FROM devices;\n\nSELECT * FROM devices.modules\n')).toEqual([
      'SELECT * FROM devices',
      'SELECT * FROM devices.modules',
    ]);
  });

  test.each(['', ' \n', ';;', '-- nothing yet'])('holds no query where there is none: %j', document => {
    expect(statementsIn(document)).toEqual([]);
  });

  test('takes comments for blanks, so that positions stay', () => {
    const document = 'SELECT * -- all; of it\nFROM devices';

    expect(textsOf(document)).toEqual([`SELECT * ${' '.repeat(13)}\nFROM devices`]);
  });

  test('leaves semicolons and dashes alone where they are text or a name', () => {
    const query = String.raw`SELECT * FROM devices WHERE tags.[[a;b]] = 'it\'s -- ; one'`;

    expect(textsOf(query)).toEqual([query]);
  });

  test('knows where each query stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '"', ';', '-', '\n', ' ', 'a', '\\', '[') }), document => {
        for (const { text, offset, end } of statementsIn(document)) {
          expect(text.length).toBeLessThanOrEqual(end - offset);
          expect(document.slice(offset, offset + 1)).toBe(text.slice(0, 1));
        }
      }),
    );
  });

  test('gives the query around the cursor, and at its end the last one', () => {
    const document = 'SELECT 1;\n SELECT 2;\n';

    expect([0, 9, 10, 20, document.length].map(offset => statementAt(document, offset)?.text)).toEqual([
      'SELECT 1',
      'SELECT 1',
      'SELECT 2',
      'SELECT 2',
      'SELECT 2',
    ]);
  });
});

describe('what is wrong with a query', () => {
  test('is nothing for one that the local hub answers', () => {
    expect(problemsOf('SELECT COUNT() AS n, status FROM devices GROUP BY status')).toEqual([undefined]);
  });

  test('stands at the word that is wrong, also in the second query of a document', () => {
    expect(problemsOf("SELECT * FROM devices; -- two\nSELECT * FROM devices WHERE tag.floor = '3'")).toEqual([
      undefined,
      ['tag', 'There is no property "tag" here. Did you mean tags?'],
    ]);
  });

  test('stands at the last word of a query that is cut off', () => {
    expect(problemsOf('SELECT * FROM devices WHERE status =\n\n')).toEqual([
      ['=', 'Expected a property, a constant or a function, but the query ends here.'],
    ]);
  });

  test('is only a doubt if the documentation does not tell', () => {
    const [statement] = statementsIn('SELECT properties.reported.door FROM devices');

    expect(statement && statementProblem(statement)).toEqual({
      offset: 0,
      length: 44,
      severity: 'doubt',
      message: 'Name the column: write properties.reported.door AS name.',
    });
  });
});
