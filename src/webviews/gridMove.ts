/** A cell of a grid; row -1 is that of the headings. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** How many rows PageUp and PageDown go. */
  readonly rowsInView: number;
}

/** Where a key leads from a cell, as in the grid pattern of the ARIA Authoring Practices; nothing for other keys. */
export function gridMove(from: GridCell, key: string, ctrl: boolean, size: GridSize): GridCell | undefined {
  const to = target(from, key, ctrl, size);
  return to && { row: clamp(to.row, -1, size.rows - 1), column: clamp(to.column, 0, size.columns - 1) };
}

function target({ row, column }: GridCell, key: string, ctrl: boolean, size: GridSize): GridCell | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + size.rowsInView, column };
    case 'PageUp':
      return { row: row - size.rowsInView, column };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return undefined;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
