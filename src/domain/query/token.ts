/**
 * The smallest piece of a query that means something: `text` is what stands in the query at `offset`, `value` what it
 * stands for. A `name` is a keyword, a function or a property; an `escapedName` stands in `[[ ]]` and is a property.
 */
export type Token =
  | { readonly kind: 'name' | 'symbol' | 'end'; readonly text: string; readonly offset: number }
  | { readonly kind: 'escapedName' | 'string'; readonly text: string; readonly offset: number; readonly value: string }
  | { readonly kind: 'number'; readonly text: string; readonly offset: number; readonly value: number };
