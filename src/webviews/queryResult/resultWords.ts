/** How much of a result is there: `100 rows, more on the hub`. */
export function describeRows(count: number, more: boolean, busy: boolean): string {
  if (busy && count === 0) return 'Running…';

  const rows = count === 1 ? '1 row' : `${count.toLocaleString()} rows`;
  return `${rows}${more ? ', more on the hub' : ''}${busy ? ', loading more…' : ''}`;
}
