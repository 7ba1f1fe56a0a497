/** Which rows of a long list to draw: from `first` up to, not including, `end`. */
export interface VisibleRows {
  readonly first: number;
  readonly end: number;
}

/** More than can be seen, so that scrolling shows no gaps before the next frame. */
const spareRows = 8;

/** The rows in view, and some spare ones, of a list whose rows are all `rowHeight` px high. */
export function visibleRows(
  view: { readonly scrollTop: number; readonly height: number },
  rowHeight: number,
  count: number,
): VisibleRows {
  const last = Math.ceil((view.scrollTop + view.height) / rowHeight);
  const end = Math.min(count, last + spareRows);
  const first = Math.max(0, Math.min(end, Math.floor(view.scrollTop / rowHeight) - spareRows));

  return { first, end };
}
