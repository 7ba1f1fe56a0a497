/** Rows of a table in an order of their own, to be read in stretches that each take a few milliseconds. */
export interface Scan<T> {
  /** False once the store is closed: there is nothing to read any more. */
  readonly isOpen: boolean;
  /** The stretch of at most `size` rows after the one of that name; `''` for the first. */
  after(name: string, size: number): Stretch<T>;
}

export interface Stretch<T> {
  readonly rows: readonly T[];
  /** The name to go on after; nothing at the end of the table. */
  readonly last: string | undefined;
}
