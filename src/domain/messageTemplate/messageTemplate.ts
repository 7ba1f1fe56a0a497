import type { Json } from '../json.ts';

/** What the functions of a template can see when a message is made. */
export interface MessageContext {
  readonly deviceId: string;
  /** 1 for the first message of a run. */
  readonly messageNumber: number;
  readonly now: Date;
  /** A number from 0 to below 1, as `Math.random` gives. */
  readonly random: () => number;
}

/** A part of a template, ready to be evaluated. */
export type TemplateValue = (context: MessageContext) => Json;

/** A template that was read without a problem. Stateless: the same context and numbers give the same message. */
export interface MessageTemplate {
  /** The next message as compact JSON text. */
  render(context: MessageContext): string;
}

/** What is wrong with a template, and where. `line` and `column` count from 1, `offset` in UTF-16 units from 0. */
export interface TemplateProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The largest message that a device may send: 256 KB (IoT Hub, "Quotas and throttling"). */
export const messageMaxBytes = 256 * 1024;

/** The size of a message's body in bytes, as UTF-8. */
export function messageSizeInBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
