import { directMethodLimits } from './directMethod.ts';
import type { Json } from './json.ts';

/** Why a text is not the payload of a direct method. */
export type PayloadProblem =
  | { readonly kind: 'notJson'; readonly message: string }
  | { readonly kind: 'tooLarge'; readonly bytes: number };

/** Reads a payload as people type it: JSON, or nothing for none. */
export function parsePayload(text: string): { readonly payload: Json } | PayloadProblem {
  if (text.trim() === '') return { payload: null };

  const bytes = new TextEncoder().encode(text).length;
  if (bytes > directMethodLimits.payloadBytes) return { kind: 'tooLarge', bytes };
  try {
    return { payload: JSON.parse(text) as Json };
  } catch (error) {
    return { kind: 'notJson', message: error instanceof Error ? error.message : String(error) };
  }
}
