/** A line of an `event-log`. */
export interface EventLogLine {
  readonly atMs: number;
  /** Who it is about. */
  readonly subject: string;
  readonly text: string;
  /** A codicon's name. */
  readonly icon: string;
}
