import { describe, expect, test } from 'vitest';
import { rowsText } from '../../../../src/domain/queryResult/rowsText.ts';

const pages = [[{ deviceId: 'a' }, { deviceId: 'b', tags: { floor: 3 } }], [{ deviceId: 'c' }]];

describe('a file of rows', () => {
  test('as JSON has them whole, and can be read again', async () => {
    const { text, count } = await rowsText(pages, { format: 'json', columns: [] }, () => undefined);

    expect(JSON.parse(text)).toEqual(pages.flat());
    expect(count).toBe(3);
  });

  test('as CSV has the columns that are shown', async () => {
    const counts: number[] = [];
    const format = { format: 'csv', columns: [['tags', 'floor'], ['deviceId']] } as const;
    const { text } = await rowsText(pages, format, count => counts.push(count));

    expect(text).toBe('tags.floor,deviceId\r\n,a\r\n3,b\r\n,c\r\n');
    expect(counts).toEqual([2, 3]);
  });

  test('without rows is still a file that can be read', async () => {
    expect(JSON.parse((await rowsText([], { format: 'json', columns: [] }, () => undefined)).text)).toEqual([]);
  });
});
