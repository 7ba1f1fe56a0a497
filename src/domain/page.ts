/** A part of a list; `next` is the continuation token of the part after it, absent at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
