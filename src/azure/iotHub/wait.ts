import type { HubErrorReason } from '../../domain/hubError.ts';

/** Why and for how long a call waits before it is sent again. */
export interface Wait {
  /** The name by which people know the hub. */
  readonly hub: string;
  /** What the last try failed with. */
  readonly reason: HubErrorReason;
  readonly delayMs: number;
  /** The number of the try that comes after the wait; the first try is 1. */
  readonly nextTry: number;
  /** Settles when the wait is over; never rejects. */
  readonly over: Promise<void>;
  /** Gives the call up. */
  cancel(): void;
}

export type OnWait = (wait: Wait) => void;
