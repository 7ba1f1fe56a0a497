import * as z from 'zod/mini';
import type { Protocol } from './protocol.ts';

/** A {@link Protocol} with the schemas of all that crosses the border, so that each end parses what it gets. */
export interface ProtocolSchemas {
  readonly requests: Readonly<Record<string, RequestSchemas>>;
  readonly events: Readonly<Record<string, z.ZodMiniType>>;
}

export interface RequestSchemas {
  /** A tuple: one schema for each argument. */
  readonly args: z.ZodMiniType<unknown[]>;
  readonly result: z.ZodMiniType;
}

/** The types that belong to the schemas. */
export interface ProtocolOf<S extends ProtocolSchemas> extends Protocol {
  requests: {
    [K in keyof S['requests'] & string]: (
      ...args: z.output<S['requests'][K]['args']>
    ) => z.output<S['requests'][K]['result']>;
  };
  events: { [K in keyof S['events'] & string]: z.output<S['events'][K]> };
}

/** What an answering end takes. */
export const requestMessage = z.object({
  type: z.literal('request'),
  id: z.number(),
  method: z.string(),
  args: z.array(z.unknown()),
});

/** What an asking end takes. */
export const answeringMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reply'),
    id: z.number(),
    result: z.optional(z.unknown()),
    error: z.optional(z.string()),
  }),
  z.object({ type: z.literal('event'), name: z.string(), data: z.unknown() }),
]);

/** How messages get to the other end: a webview, a page's host, a child process or its parent. */
export interface Wire {
  post(message: unknown): void;
  /** Calls `listener` with each message until the result is called. */
  listen(listener: (message: unknown) => void): () => void;
}
