import * as z from 'zod/mini';
import type { EventMessage, Handlers, Reply } from './protocol.ts';
import { type ProtocolOf, type ProtocolSchemas, type Wire, requestMessage } from './schemas.ts';

/** The answering end of a protocol. */
export interface Served<S extends ProtocolSchemas> {
  emit<K extends keyof S['events'] & string>(name: K, data: ProtocolOf<S>['events'][K]): void;
  dispose(): void;
}

/**
 * Answers the requests that come over `wire` with `handlers`, until disposed. A request that does not fit its schema,
 * or whose handler throws, is answered with the error's sentence; what is no request at all is passed over.
 */
export function serve<S extends ProtocolSchemas>(wire: Wire, schemas: S, handlers: Handlers<ProtocolOf<S>>): Served<S> {
  let open = true;
  const post = (message: Reply | EventMessage) => {
    if (open) wire.post(message);
  };
  const stopListening = wire.listen(async message => {
    const request = requestMessage.safeParse(message);
    if (request.success) post(await answer(request.data, schemas, handlers));
  });

  return {
    emit: (name, data) => post({ type: 'event', name, data }),
    dispose() {
      open = false;
      stopListening();
    },
  };
}

async function answer(
  { id, method, args }: z.output<typeof requestMessage>,
  schemas: ProtocolSchemas,
  handlers: object,
): Promise<Reply> {
  try {
    const schema = Object.hasOwn(schemas.requests, method) ? schemas.requests[method] : undefined;
    if (!schema) throw new Error(`No handler for "${method}"`);

    const handler = (handlers as Record<string, (...args: unknown[]) => unknown>)[method];
    return { type: 'reply', id, result: await handler?.(...parse(schema.args, args, method)) };
  } catch (error) {
    return { type: 'reply', id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The issues name paths and types, never the values: those may be secrets. */
function parse(schema: z.ZodMiniType<unknown[]>, args: unknown[], method: string): unknown[] {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;

  throw new Error(`"${method}" got arguments of a wrong shape: ${z.prettifyError(parsed.error)}`);
}
