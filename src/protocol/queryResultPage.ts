/** What the page "Query Result" and its host say to each other. */
import * as z from 'zod/mini';
import { type JsonObject, isJsonObject } from '../domain/json.ts';
import type { ProtocolSchemas } from './schemas.ts';

const row = z.custom<JsonObject>(isJsonObject);
const columnPath = z.array(z.string());

/** Rows that came, and whether the hub has more. */
const resultPage = z.object({ rows: z.array(row), more: z.boolean() });
export type ResultPage = z.infer<typeof resultPage>;

/** What a query is, and where it came from: a page shows the queries of one document, or one saved query. */
export const queryOrder = z.object({
  hubId: z.string(),
  text: z.string(),
  /** What people call it: the name of the document or of the saved query. */
  title: z.string(),
  /** The document's address, or another thing that stays the same when the query is run again. */
  source: z.string(),
});
export type QueryOrder = z.infer<typeof queryOrder>;

export const resultState = z.object({
  order: queryOrder,
  hubName: z.string(),
  /** Whether the rows are devices, on which methods can be invoked. */
  ofDevices: z.boolean(),
  /** What was loaded already; nothing if the query has yet to run. */
  loaded: z.nullable(resultPage),
  /** After a reload of the window a query runs only when a person says so: hubs allow few of them. */
  runsByItself: z.boolean(),
});
export type ResultState = z.infer<typeof resultState>;

const rowSort = z.object({ path: columnPath, descending: z.boolean() });

/** What a page keeps over being hidden and over a reload of the window. */
export const keptResult = z.object({
  order: queryOrder,
  /** The columns that a person chose to see; nothing if they did not choose. */
  shown: z.nullable(z.array(columnPath)),
  sort: z.nullable(rowSort),
});
export type KeptResult = z.infer<typeof keptResult>;

export const queryResultPage = {
  requests: {
    state: { args: z.tuple([]), result: resultState },
    /** Runs the query, or goes on to its next page. */
    next: { args: z.tuple([]), result: resultPage },
    /** Runs the query from the start. */
    runAgain: { args: z.tuple([]), result: resultPage },
    /** Of a device, or of one of its modules. */
    openTwin: { args: z.tuple([z.string(), z.nullable(z.string())]), result: z.void() },
    invokeMethod: { args: z.tuple([]), result: z.void() },
    /** A job on what the query selects when it starts. */
    newJob: { args: z.tuple([]), result: z.void() },
    /**
     * Writes the rows to a file: those of `order`, indexes of what was loaded, or all pages, as the person says. A
     * sentence that says what was written; nothing if the person gave up.
     */
    export: {
      args: z.tuple([
        z.object({ format: z.enum(['csv', 'json']), columns: z.array(columnPath), order: z.array(z.int()) }),
      ]),
      result: z.string(),
    },
  },
  events: {
    /** The page has another query now. */
    replaced: resultState,
    /** The hub is being waited for. Why, as a sentence. */
    waiting: z.string(),
  },
} satisfies ProtocolSchemas;

export type QueryResultPageSchemas = typeof queryResultPage;
