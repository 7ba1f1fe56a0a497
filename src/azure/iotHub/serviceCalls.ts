import { HubError } from '../../domain/hubError.ts';
import { type HttpsTarget, type HubEndpoint, httpsTarget } from '../endpoint.ts';
import type { AskedRequest, Authorize } from '../hubCredential.ts';
import { OneRequest } from './oneRequest.ts';
import { withRetry } from './retry.ts';
import type { Subject } from './subject.ts';
import type { FailedAnswer } from './translateAnswer.ts';
import { translateFailure } from './translateFailure.ts';
import type { OnWait } from './wait.ts';

export interface Call<Sdk, T> {
  readonly subject: Omit<Subject, 'hub'>;
  /** 30 s if absent. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | undefined;
  /** Waits for a service that throttles for as long as it takes. */
  readonly patient?: boolean;
  /** The signal ends what waits to be sent, and not what was sent: so it is known what was done. */
  readonly finishes?: boolean;
  /** Sends the request once and reads its answer. */
  send(sdk: Sdk, attempt: Attempt): Promise<T>;
}

export interface Attempt {
  /** An earlier attempt may have done the work although its answer never came. */
  readonly mayRepeat: boolean;
}

/** What differs between the services. */
export interface Service<Sdk> {
  /** Imports the official client, and makes one for each request. */
  readonly load: (host: string) => Promise<SdkForRequest<Sdk>>;
  readonly translateAnswer: (answer: FailedAnswer, subject: Subject) => HubError;
}

type SdkForRequest<Sdk> = (request: OneRequest, authorize: Authorize) => Sdk;

const defaultTimeoutMs = 30_000;

/** What all calls to one service share: the SDK, which is loaded at the first of them, connections, retries, errors. */
export class ServiceCalls<Sdk> {
  readonly #target: HttpsTarget;
  #sdk: Promise<SdkForRequest<Sdk>> | undefined;

  /** @param hub the name by which people know the hub or other service. */
  constructor(
    private readonly service: Service<Sdk>,
    private readonly endpoint: HubEndpoint,
    readonly hub: string,
    private readonly onWait?: OnWait,
  ) {
    this.#target = httpsTarget(endpoint);
  }

  /** @throws HubError, or AbortError if the call's signal says so. */
  async run<T>(call: Call<Sdk, T>): Promise<T> {
    const { signal, patient } = call;
    signal?.throwIfAborted();
    this.#sdk ??= this.service.load(this.#target.host);
    const sdk = await this.#sdk;
    let mayRepeat = false;
    let asked: AskedRequest | undefined;
    const once = async () => {
      const authorize = await this.endpoint.credential.prepare(signal);
      const request = this.#request(call);
      const noting: Authorize = sent => authorize((asked = sent));
      try {
        return await call.send(sdk(request, noting), { mayRepeat });
      } catch (error) {
        mayRepeat ||= request.fate.maybeSent;
        signal?.throwIfAborted();
        const subject = { ...call.subject, hub: this.hub };
        throw translateFailure(error, subject, request.fate, this.service.translateAnswer);
      }
    };

    return withRetry({ hub: this.hub, onWait: this.onWait, signal, patient }, async () => {
      try {
        return await once();
      } catch (error) {
        if (!(await this.#hasAnotherCredential(error, asked, signal))) throw error;
        return once();
      }
    });
  }

  /** A request that was refused for its credential did nothing, and may be sent again with another one. */
  async #hasAnotherCredential(
    error: unknown,
    asked: AskedRequest | undefined,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    if (!asked || !HubError.is(error, 'unauthorized')) return false;
    return (await this.endpoint.credential.refused?.(error, asked, signal)) ?? false;
  }

  /**
   * A direct method gets a connection of its own: one that died while it was idle looks like one that was lost after the
   * call had been sent, and such a call must not be repeated.
   */
  #request({ subject, signal, finishes, timeoutMs = defaultTimeoutMs }: Call<Sdk, unknown>): OneRequest {
    const fresh = subject.method !== undefined;
    const agent = fresh ? this.#target.freshAgent : this.#target.agent;
    return new OneRequest({ agent, fresh, timeoutMs, ...(finishes ? {} : { signal }) });
  }
}
