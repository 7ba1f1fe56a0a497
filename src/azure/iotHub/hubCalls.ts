import { type HttpsTarget, type HubEndpoint, httpsTarget } from '../endpoint.ts';
import { OneRequest } from './oneRequest.ts';
import { withRetry } from './retry.ts';
import type { Sdk } from './sdk.ts';
import type { Subject } from './subject.ts';
import { translateFailure } from './translateFailure.ts';
import type { OnWait } from './wait.ts';

export interface Call<T> {
  readonly subject: Omit<Subject, 'hub'>;
  /** 30 s if absent. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | undefined;
  /** Waits for a hub that throttles for as long as it takes. */
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

const defaultTimeoutMs = 30_000;

/** What all calls to one hub share: the SDK, which is loaded at the first of them, connections, retries, errors. */
export class HubCalls {
  readonly #endpoint: HubEndpoint;
  /** The name by which people know the hub. */
  readonly hub: string;
  readonly #onWait: OnWait | undefined;
  readonly #target: HttpsTarget;
  #sdk: Promise<(request: OneRequest) => Sdk> | undefined;

  constructor(endpoint: HubEndpoint, hub: string, onWait?: OnWait) {
    this.#endpoint = endpoint;
    this.hub = hub;
    this.#onWait = onWait;
    this.#target = httpsTarget(endpoint);
  }

  /** @throws HubError, or AbortError if the call's signal says so. */
  async run<T>(call: Call<T>): Promise<T> {
    const { signal, patient } = call;
    signal?.throwIfAborted();
    this.#sdk ??= this.#load();
    const sdk = await this.#sdk;
    let mayRepeat = false;

    return withRetry({ hub: this.hub, onWait: this.#onWait, signal, patient }, async () => {
      const request = this.#request(call);
      try {
        return await call.send(sdk(request), { mayRepeat });
      } catch (error) {
        mayRepeat ||= request.fate.maybeSent;
        signal?.throwIfAborted();
        throw translateFailure(error, { ...call.subject, hub: this.hub }, request.fate);
      }
    });
  }

  /**
   * A direct method gets a connection of its own: one that died while it was idle looks like one that was lost after the
   * call had been sent, and such a call must not be repeated.
   */
  #request({ subject, signal, finishes, timeoutMs = defaultTimeoutMs }: Call<unknown>): OneRequest {
    const agent = subject.method ? this.#target.freshAgent : this.#target.agent;
    return new OneRequest({ agent, timeoutMs, ...(finishes ? {} : { signal }) });
  }

  async #load(): Promise<(request: OneRequest) => Sdk> {
    const { sdkFor } = await import('./sdk.ts');
    return sdkFor(this.#target.host, this.#endpoint);
  }
}
