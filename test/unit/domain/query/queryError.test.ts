import { expect, test } from 'vitest';
import { parseQuery } from '../../../../src/domain/query/parseQuery.ts';
import { QueryError } from '../../../../src/domain/query/queryError.ts';

const where = 'SELECT * FROM devices WHERE ';

test.each([
  ['', 'Expected SELECT, but the query ends here. (line 1, column 1)'],
  ['SELECT', 'Expected *, a property or an aggregate, but the query ends here. (line 1, column 7)'],
  ['SELECT *', 'Expected FROM, but the query ends here. (line 1, column 9)'],
  ['SELECT * FROM twins', 'Expected devices, devices.modules or devices.jobs, but found "twins". (line 1, column 15)'],
  ['SELECT * FROM devices.twins', 'Expected modules or jobs after "devices.", but found "twins". (line 1, column 23)'],
  ['SELECT TOP 0 * FROM devices', 'Expected a whole number of rows after TOP, but found "0". (line 1, column 12)'],
  ['SELECT *, deviceId FROM devices', 'Expected FROM, but found ",". (line 1, column 9)'],
  [
    'SELECT COUNT(deviceId) FROM devices',
    'Expected ")", as COUNT takes nothing, but found "deviceId". (line 1, column 14)',
  ],
  [
    'SELECT LAST() FROM devices',
    'Expected a property or one of COUNT, AVG, SUM, MIN and MAX, but found "LAST". (line 1, column 8)',
  ],
  ['SELECT deviceId AS FROM devices', 'Expected a name after AS, but found "FROM". (line 1, column 20)'],
  ['SELECT jobId FROM devices.jobs', 'Queries on devices.jobs can only SELECT *. (line 1, column 8)'],
  [
    'SELECT * FROM devices.jobs GROUP BY status',
    'GROUP BY is only there for queries FROM devices. (line 1, column 28)',
  ],
  ['SELECT * FROM devices GROUP BY', 'Expected a property to group by, but the query ends here. (line 1, column 31)'],
  [
    'SELECT * FROM devices ORDER BY deviceId',
    'Expected WHERE, GROUP BY or the end of the query, but found "ORDER". (line 1, column 23)',
  ],
  [
    `SELECT *\n  FROM devices\n  WHERE status == 'x'`,
    'Expected a property, a constant or a function, but found "=". (line 3, column 17)',
  ],
  [where, 'Expected a property, a constant or a function, but the query ends here. (line 1, column 29)'],
  [
    `${where}status = 'x' LIMIT 3`,
    'Expected an operator, GROUP BY or the end of the query, but found "LIMIT". (line 1, column 42)',
  ],
  [
    `${where}deviceId IN ('a')`,
    `Expected an array of constants, such as ['a', 'b'], but found "(". (line 1, column 41)`,
  ],
  [`${where}deviceId IN []`, 'Expected a constant, but found "]". (line 1, column 42)'],
  [`${where}deviceId IN ['a', undefined]`, 'Expected a constant, but found "undefined". (line 1, column 47)'],
  [`${where}(status = 'x'`, 'Expected ")" or an operator, but the query ends here. (line 1, column 42)'],
  [`${where}-tags.x = 1`, 'Expected a number after "-", but found "tags". (line 1, column 30)'],
  [`${where}tags. = 1`, 'Expected the name of a property after the dot, but found "=". (line 1, column 35)'],
  [`${where}tags.group = 1`, '"group" is a keyword. Write the property as [[group]]. (line 1, column 34)'],
  [`${where}tags.[[a = 1`, 'The property name that starts here has no closing ]]. (line 1, column 34)'],
  [
    `${where}tags['a b'] = 1`,
    'Expected an operator, GROUP BY or the end of the query, but found "[". (line 1, column 33)',
  ],
  [
    `${where}tags.my-tag = 1`,
    '"-" means minus here. Write a property name that contains it as [[my-tag]]. (line 1, column 37)',
  ],
  [`${where}tag.floor = 1`, 'There is no property "tag" here. Did you mean tags? (line 1, column 29)'],
  [`${where}jobId = 'x'`, 'There is no property "jobId" here. (line 1, column 29)'],
  [`${where}devices = 'x'`, 'There is no property "devices" here. (line 1, column 29)'],
  [
    `${where}devices.modules.moduleId = 'x'`,
    '"devices.modules" is not what the query selects FROM (devices). Collections cannot be joined. (line 1, column 29)',
  ],
  [`${where}deviceId = 'a`, "The text that starts here has no closing '. (line 1, column 40)"],
  [
    String.raw`${where}deviceId = 'a\n'`,
    String.raw`"\n" is no escape sequence. Use \', \", \\ or \uXXXX. (line 1, column 42)`,
  ],
  [`${where}tags.x = 1e3`, '"1e3" is no number. Write it as 12, 12.5 or 0x1F. (line 1, column 38)'],
  [`${where}tags.x = 0x`, '"0x" is no number. Write it as 12, 12.5 or 0x1F. (line 1, column 38)'],
  [
    `${where}tags.größe = 1`,
    '"ö" has no meaning here. Write a property name that contains it as [[name]], and text in quotes. (line 1, column 36)',
  ],
  [
    `${where}STARTWITH(deviceId, 'a')`,
    'There is no function "STARTWITH". Did you mean STARTSWITH? (line 1, column 29)',
  ],
  [`${where}COUNT() > 1`, 'There is no function "COUNT". (line 1, column 29)'],
  [`${where}STARTSWITH(deviceId)`, 'STARTSWITH takes 2 arguments, but has 1. (line 1, column 29)'],
  [`${where}IS_DEFINED()`, 'IS_DEFINED takes one argument, but has 0. (line 1, column 29)'],
  [`${where}CONCAT('a') = 'a'`, 'CONCAT takes at least 2 arguments, but has 1. (line 1, column 29)'],
  [`${where}IS_DEFINED(1)`, 'IS_DEFINED takes a property, such as tags.floor. (line 1, column 29)'],
])('%j is refused with place and reason', (text, message) => {
  expect(failureOf(text).message).toBe(message);
});

test('a query of 8,192 characters is read, one more is refused', () => {
  expect(queryOfLength(8192)).toHaveLength(8192);
  expect(parseQuery(queryOfLength(8192)).kind).toBe('query');
  expect(() => parseQuery(queryOfLength(8193))).toThrow('The query has 8193 characters; at most 8192 are allowed.');
});

test.each(['(', 'NOT ', '[', 'ABS('])('a query that nests too deeply with %j is refused, not a crash', opening => {
  expect(() => parseQuery(where + opening.repeat(1500))).toThrow('nests more than 100 levels deep');
});

test('a long chain of operators is read', () => {
  const chain = Array.from({ length: 1000 }, () => '1').join(' + ');

  expect(parseQuery(`${where}${chain} = 1000`).kind).toBe('query');
});

test('the position counts lines and columns from 1, and the offset from 0', () => {
  const failure = failureOf('SELECT *\nFROM devices\nWHERE tags.x ~ 1');

  expect(failure.position).toEqual({ offset: 35, line: 3, column: 14 });
  expect(failure.reason).toEqual({ kind: 'strayCharacter', character: '~' });
});

test('a long token is cut in the message', () => {
  expect(failureOf(`SELECT * FROM devices '${'x'.repeat(100)}'`).message).toContain(`"'${'x'.repeat(29)}…"`);
});

function queryOfLength(length: number): string {
  return `${where}status = '${'x'.repeat(length - where.length - 11)}'`;
}

function failureOf(text: string): QueryError {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return error;
  }
  throw new Error('The query was read.');
}
