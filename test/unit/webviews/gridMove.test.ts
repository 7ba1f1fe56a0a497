import { describe, expect, test } from 'vitest';
import { gridMove } from '../../../src/webviews/gridMove.ts';

const size = { rows: 100, columns: 4, rowsInView: 10 };

describe('in a grid', () => {
  test.each([
    ['ArrowDown', false, { row: 6, column: 2 }],
    ['ArrowUp', false, { row: 4, column: 2 }],
    ['ArrowLeft', false, { row: 5, column: 1 }],
    ['ArrowRight', false, { row: 5, column: 3 }],
    ['PageDown', false, { row: 15, column: 2 }],
    ['PageUp', false, { row: -1, column: 2 }],
    ['Home', false, { row: 5, column: 0 }],
    ['End', false, { row: 5, column: 3 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 3 }],
  ])('%s with Ctrl %s leads to its cell', (key, ctrl, cell) => {
    expect(gridMove({ row: 5, column: 2 }, key, ctrl, size)).toEqual(cell);
  });

  test('keys stop at the headings, at the last row and at the edges', () => {
    expect(gridMove({ row: -1, column: 0 }, 'ArrowUp', false, size)).toEqual({ row: -1, column: 0 });
    expect(gridMove({ row: 99, column: 3 }, 'ArrowDown', false, size)).toEqual({ row: 99, column: 3 });
    expect(gridMove({ row: 0, column: 3 }, 'ArrowRight', false, size)).toEqual({ row: 0, column: 3 });
  });

  test('other keys lead nowhere', () => {
    expect(gridMove({ row: 0, column: 0 }, 'x', false, size)).toBeUndefined();
  });
});
