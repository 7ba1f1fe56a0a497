import type * as z from 'zod/mini';
import type { Page } from '../../domain/page.ts';
import type { Operation } from '../../domain/resources/operation.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import type { ManagementEndpoint } from '../endpoint.ts';
import type { ArmAnswer, ArmRequest, SendToArm } from './armPipeline.ts';
import { armPage } from './armSchemas.ts';
import { beginOperation, operationResult, resumeOperation } from './longRunning.ts';
import { sendToArm } from './sendToArm.ts';

/** A call to the resource manager. */
export interface ArmCall {
  /** From `/subscriptions` on. */
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A list longer than this does not end: a subscription has not so many resources. */
const mostPages = 1000;

/** The calls to one resource manager. Opens no connection before the first; the pipeline is loaded with it. */
export class ArmCalls {
  #loading: Promise<SendToArm> | undefined;

  constructor(readonly endpoint: ManagementEndpoint) {}

  async get<T>(schema: z.ZodMiniType<T>, call: ArmCall): Promise<T> {
    return this.#read(schema, await this.#call('GET', call));
  }

  async put<T>(schema: z.ZodMiniType<T>, call: ArmCall): Promise<T> {
    return this.#read(schema, await this.#call('PUT', call));
  }

  async patch<T>(schema: z.ZodMiniType<T>, call: ArmCall): Promise<T> {
    return this.#read(schema, await this.#call('PATCH', call));
  }

  async post<T>(schema: z.ZodMiniType<T>, call: ArmCall): Promise<T> {
    return this.#read(schema, await this.#call('POST', call));
  }

  /** All pages of a list. A page that was there already, or one too many, ends it with a ResourceError. */
  list<T>(item: z.ZodMiniType<T>, call: ArmCall): Promise<readonly T[]> {
    return this.#pages('GET', item, call);
  }

  /** As {@link list}, for a list that is an action: that of keys. */
  postList<T>(item: z.ZodMiniType<T>, call: ArmCall): Promise<readonly T[]> {
    return this.#pages('POST', item, call);
  }

  /** One page of a list: the first, or the one at `after`, which the page before gave as its `next`. */
  async page<T>(item: z.ZodMiniType<T>, { signal, ...call }: ArmCall, after?: string): Promise<Page<T>> {
    const schema = armPage(item);
    const answer = await this.#send({ method: 'GET', url: after ?? this.#urlOf(call), signal });
    const page: z.infer<typeof schema> = this.#read(schema, answer);
    return { items: page.value, ...(page.nextLink ? { next: page.nextLink } : {}) };
  }

  /** Sends what the resource manager may go on with after its answer. */
  begin(method: 'PUT' | 'POST' | 'DELETE', call: ArmCall): Promise<Operation> {
    const url = this.#urlOf(call);
    return beginOperation({ method, url, send: () => this.#call(method, call), poll: this.#poll });
  }

  /** Asks for what takes the resource manager a while, and waits for it. */
  async postUntilDone<T>(schema: z.ZodMiniType<T>, call: ArmCall): Promise<T> {
    const url = this.#urlOf(call);
    const start = { method: 'POST', url, send: () => this.#call('POST', call), poll: this.#poll } as const;
    return this.#read(schema, await operationResult(start, call.signal));
  }

  resume(ticket: string): Operation {
    return resumeOperation(ticket, this.#poll);
  }

  async #pages<T>(method: 'GET' | 'POST', item: z.ZodMiniType<T>, { signal, ...call }: ArmCall): Promise<readonly T[]> {
    const schema = armPage(item);
    const items: T[] = [];
    const seen = new Set<string>();
    let url: string | undefined = this.#urlOf(call);
    while (url !== undefined) {
      if (seen.has(url) || seen.size === mostPages) throw endless();
      seen.add(url);
      const page: z.infer<typeof schema> = this.#read(schema, await this.#send({ method, url, signal }));
      items.push(...page.value);
      url = page.nextLink || undefined;
    }
    return items;
  }

  readonly #poll = (url: string, signal: AbortSignal | undefined): Promise<ArmAnswer> =>
    this.#send({ method: 'GET', url, signal });

  #call(method: ArmRequest['method'], { body, signal, ...call }: ArmCall): Promise<ArmAnswer> {
    return this.#send({ method, url: this.#urlOf(call), body, signal });
  }

  #urlOf({ path, apiVersion, query = {} }: ArmCall): string {
    const parameters = new URLSearchParams({ ...query, 'api-version': apiVersion });
    return `${this.endpoint.address}${path}?${parameters.toString()}`;
  }

  /** The token goes to the resource manager and nowhere else, whatever address an answer gave. */
  async #send(request: ArmRequest): Promise<ArmAnswer> {
    const { address } = this.endpoint;
    if (URL.parse(request.url)?.origin !== new URL(address).origin) throw elsewhere(request.url);

    request.signal?.throwIfAborted();
    this.#loading ??= import('./armPipeline.ts').then(({ armPipeline }) => armPipeline(this.endpoint));
    return sendToArm(await this.#loading, request, address);
  }

  #read<T>(schema: z.ZodMiniType<T>, { body }: Pick<ArmAnswer, 'body'>): T {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;

    const [issue] = parsed.error.issues;
    const detail = `its answer is not as expected at "${issue?.path.join('.') ?? ''}". Check the address and the proxy.`;
    throw new ResourceError({ kind: 'rejected', detail });
  }
}

function endless(): ResourceError {
  return new ResourceError({
    kind: 'rejected',
    detail: 'its list does not end. Try again, or narrow what you ask for.',
  });
}

function elsewhere(url: string): ResourceError {
  const host = URL.parse(url)?.host ?? 'an address that cannot be read';
  return new ResourceError({
    kind: 'rejected',
    detail: `it sends us on to ${host}, which does not get your token. Check the setting iotHub.azure.resourceManager.`,
  });
}
