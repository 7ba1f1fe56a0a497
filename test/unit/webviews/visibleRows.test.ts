import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleRows } from '../../../src/webviews/visibleRows.ts';

test('of a thousand rows, those in view and some spare ones are drawn', () => {
  expect(visibleRows({ scrollTop: 2400, height: 240 }, 24, 1000)).toEqual({ first: 92, end: 118 });
});

test('the rows that are drawn exist and cover the view', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(2_000), fc.nat(3_000), (scrollTop, height, count) => {
      const { first, end } = visibleRows({ scrollTop, height }, 24, count);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(first).toBeLessThanOrEqual(end);
      if (scrollTop + height <= count * 24) expect(end * 24).toBeGreaterThanOrEqual(scrollTop + height);
    }),
  );
});
