/** What the page "Job" and its host say to each other. */
import * as z from 'zod/mini';
import { deviceOutcomes } from '../domain/jobs/deviceOutcome.ts';
import type { ProtocolSchemas } from './schemas.ts';

/** Which job a page shows, and who runs it: the hub, or this window in one of three ways. */
export const jobOrder = z.object({
  hubId: z.string(),
  kind: z.enum(['scheduled', 'rollout', 'fanOut', 'recurring']),
  jobId: z.string(),
});
export type JobOrder = z.infer<typeof jobOrder>;

export const jobCommand = z.enum(['cancel', 'pause', 'resume', 'stop', 'retry', 'runAgain', 'moveUp', 'moveDown']);
export type JobCommand = z.infer<typeof jobCommand>;

/** One of the jobs that a recurring job created. */
const jobRun = z.object({
  jobId: z.string(),
  /** The time for which it was created, in words. */
  time: z.string(),
  state: z.string(),
});
export type JobRun = z.infer<typeof jobRun>;

const jobCounts = z.object({
  total: z.int(),
  waiting: z.int(),
  running: z.int(),
  completed: z.int(),
  failed: z.int(),
});

/** All of a job but its devices. Its texts are sentences or words for people. */
export const jobPicture = z.object({
  name: z.string(),
  /** Who runs it, and what that means. */
  runner: z.string(),
  phase: z.enum(['queued', 'scheduled', 'running', 'finished']),
  state: z.string(),
  /** Nothing as long as its devices are not counted. */
  counts: z.nullable(jobCounts),
  /** Why it failed, or what to know of it; empty if there is nothing. */
  problem: z.string(),
  /** Whether and how it can be cancelled. */
  advice: z.string(),
  commands: z.array(jobCommand),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What each device gets, as JSON. */
  sends: z.string(),
  /** Of a staged rollout. */
  stages: z.array(z.object({ name: z.string(), state: z.string(), devices: z.int(), failed: z.int() })),
  /** Of a recurring job, in the place of devices: the jobs that it created last, the newest first. */
  runs: z.optional(z.array(jobRun)),
});
export type JobPicture = z.infer<typeof jobPicture>;

/** The counts at a time. */
export const jobPoint = z.object({ second: z.number(), counts: jobCounts });
export type JobPoint = z.infer<typeof jobPoint>;

/** A device or module of a job, as the table shows it. */
export const deviceRow = z.object({
  deviceId: z.string(),
  /** Empty for a device. */
  moduleId: z.string(),
  outcome: z.enum(deviceOutcomes),
  answer: z.string(),
  /** ISO 8601, or empty. */
  startTime: z.string(),
  endTime: z.string(),
});
export type DeviceRow = z.infer<typeof deviceRow>;

export const rowFilter = z.object({ outcome: z.nullable(z.enum(deviceOutcomes)), text: z.string() });
export type PageRowFilter = z.infer<typeof rowFilter>;

export const rowsAnswer = z.object({
  rows: z.array(deviceRow),
  /** Where to go on; nothing at the end. */
  next: z.nullable(z.string()),
  /** How many rows were looked at for these. */
  lookedAt: z.int(),
});
export type RowsAnswer = z.infer<typeof rowsAnswer>;

const jobNews = z.object({ picture: jobPicture, points: z.array(jobPoint) });
export type JobNews = z.infer<typeof jobNews>;

export const jobPageState = z.object({
  order: jobOrder,
  hubName: z.string(),
  /** Nothing until the hub has answered. */
  news: z.nullable(jobNews),
});
export type JobPageState = z.infer<typeof jobPageState>;

/** What a page keeps over being hidden and over a reload of the window. */
export const keptJobPage = z.object({
  order: jobOrder,
  filter: rowFilter,
  points: z.array(jobPoint),
});
export type KeptJobPage = z.infer<typeof keptJobPage>;

export const jobPage = {
  requests: {
    state: { args: z.tuple([]), result: jobPageState },
    /** Asks the hub how the job is doing, now. */
    refresh: { args: z.tuple([]), result: jobNews },
    /** Rows of all devices of the job that match, from where `after` says. */
    rows: { args: z.tuple([rowFilter, z.nullable(z.string())]), result: rowsAnswer },
    /** Opens the page of a job that a recurring one created. */
    openRun: { args: z.tuple([z.string()]), result: z.void() },
    openTwin: { args: z.tuple([z.string(), z.string()]), result: z.void() },
    /** A sentence about what was done; empty if the person gave up. */
    perform: { args: z.tuple([jobCommand]), result: z.string() },
    /** Writes all rows to a file. A sentence about it; empty if the person gave up. */
    export: { args: z.tuple([z.enum(['csv', 'json'])]), result: z.string() },
  },
  events: {
    news: jobNews,
    /** The hub cannot be asked at the moment. Why, as a sentence. */
    problem: z.string(),
    /** The hub is being waited for. Why, as a sentence. */
    waiting: z.string(),
  },
} satisfies ProtocolSchemas;

export type JobPageSchemas = typeof jobPage;
