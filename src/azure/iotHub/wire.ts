import * as z from 'zod/mini';
import { type JsonObject, isJsonObject } from '../../domain/json.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

/** A member that the service leaves out, or sends as null. */
export const optionalText = z.optional(z.nullable(z.string()));

export const jsonObject = z.custom<JsonObject>(isJsonObject);

/** Reads an answer by its schema. @throws UnreadableAnswer */
export function readAnswer<S extends z.ZodMiniType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = z.safeParse(schema, answer);
  if (!parsed.success) throw new UnreadableAnswer(z.prettifyError(parsed.error));

  return parsed.data;
}

/** The members of `object` that are there. */
export function present<T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
