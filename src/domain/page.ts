/** A part of a list; `next` is the continuation token of the part after it, absent at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface PageRequest {
  /** 1 to 1,000. */
  readonly pageSize: number;
  /** The `next` of the page before. */
  readonly after?: string;
}
