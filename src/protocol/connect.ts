import type { Request } from './protocol.ts';
import { type ProtocolOf, type ProtocolSchemas, type Wire, answeringMessage } from './schemas.ts';

type Requests<S extends ProtocolSchemas> = ProtocolOf<S>['requests'];

export type EventHandlers<S extends ProtocolSchemas> = {
  readonly [K in keyof S['events'] & string]?: (data: ProtocolOf<S>['events'][K]) => void;
};

/** The asking end of a protocol. */
export interface Connection<S extends ProtocolSchemas> {
  /** @throws Error with the other end's sentence, or when the connection is closed. */
  ask<K extends keyof Requests<S> & string>(
    method: K,
    ...args: Parameters<Requests<S>[K]>
  ): Promise<Awaited<ReturnType<Requests<S>[K]>>>;
  /** Stops listening and fails what is still unanswered. */
  close(reason: string): void;
}

interface PendingCall {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Asks over `wire` and hears its events. Answers and events that do not fit their schemas are errors of the other end. */
export function connect<S extends ProtocolSchemas>(wire: Wire, schemas: S, onEvent: EventHandlers<S>): Connection<S> {
  const pending = new Map<number, PendingCall>();
  let lastId = 0;
  let closed: string | undefined;

  const stopListening = wire.listen(incoming => {
    const message = answeringMessage.safeParse(incoming);
    if (!message.success) return;

    if (message.data.type === 'event') hearEvent(schemas, onEvent, message.data.name, message.data.data);
    else settle(schemas, pending, message.data);
  });

  return {
    ask: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (closed !== undefined) return reject(new Error(closed));
        pending.set(++lastId, { method, resolve, reject });
        wire.post({ type: 'request', id: lastId, method, args } satisfies Request);
      }),
    close(reason) {
      closed = reason;
      stopListening();
      for (const { reject } of pending.values()) reject(new Error(reason));
      pending.clear();
    },
  };
}

function hearEvent(schemas: ProtocolSchemas, onEvent: object, name: string, data: unknown): void {
  const schema = Object.hasOwn(schemas.events, name) ? schemas.events[name] : undefined;
  const parsed = schema?.safeParse(data);
  if (!parsed?.success) return;

  (onEvent as Record<string, ((data: unknown) => void) | undefined>)[name]?.(parsed.data);
}

function settle(
  schemas: ProtocolSchemas,
  pending: Map<number, PendingCall>,
  reply: { readonly id: number; readonly result?: unknown; readonly error?: string | undefined },
): void {
  const call = pending.get(reply.id);
  pending.delete(reply.id);
  if (!call) return;
  if (reply.error !== undefined) return call.reject(new Error(reply.error));

  const result = schemas.requests[call.method]?.result.safeParse(reply.result);
  if (result?.success) call.resolve(result.data as never);
  else call.reject(new Error(`"${call.method}" was answered in a wrong shape`));
}
