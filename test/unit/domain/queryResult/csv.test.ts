import { describe, expect, test } from 'vitest';
import { csvHeading, csvRows } from '../../../../src/domain/queryResult/csv.ts';

describe('a CSV file', () => {
  test('has a heading and a line for each row', () => {
    const columns = [['deviceId'], ['tags', 'floor']];

    expect(csvHeading(columns) + csvRows([{ deviceId: 'a', tags: { floor: 3 } }, { deviceId: 'b' }], columns)).toBe(
      'deviceId,tags.floor\r\na,3\r\nb,\r\n',
    );
  });

  test('quotes commas, quotes and line ends', () => {
    expect(csvRows([{ a: 'x,y', b: 'say "hi"', c: 'one\ntwo', d: [1, 'x'] }], [['a'], ['b'], ['c'], ['d']])).toBe(
      '"x,y","say ""hi""","one\ntwo","[1,""x""]"\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@now', '\tx'])('keeps spreadsheets from running the text %j', text => {
    expect(csvRows([{ a: text }], [['a']])).toBe(`'${text}\r\n`);
  });

  test('leaves numbers alone, also negative ones', () => {
    expect(csvRows([{ a: -1.5 }], [['a']])).toBe('-1.5\r\n');
  });
});
