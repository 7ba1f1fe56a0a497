/** What one end asks and the other tells: the shape of every conversation between a page or process and its host. */
export interface Protocol {
  /** One end asks, the other answers. */
  requests: Record<string, (...args: never[]) => unknown>;
  /** The answering end tells, nobody answers. */
  events: Record<string, unknown>;
}

export type Handlers<P extends Protocol> = {
  [K in keyof P['requests']]: (
    ...args: Parameters<P['requests'][K]>
  ) => ReturnType<P['requests'][K]> | Promise<ReturnType<P['requests'][K]>>;
};

export interface Request {
  readonly type: 'request';
  readonly id: number;
  readonly method: string;
  readonly args: unknown[];
}

export interface Reply {
  readonly type: 'reply';
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export interface EventMessage {
  readonly type: 'event';
  readonly name: string;
  readonly data: unknown;
}
