import { HubError } from '../../domain/hubError.ts';
import { type AccessPolicyKeys, leastPolicy } from '../../domain/resources/accessPolicyKeys.ts';
import { SignInError } from '../../domain/signInError.ts';
import { type AskedRequest, type Authorize, type HubCredential, policyAuthorization } from '../hubCredential.ts';
import type { AccessToken, TokenRequest, TokenSource } from '../tokenSource.ts';
import type { NeededAccess } from '../neededAccess.ts';

export interface KeylessFirstOptions {
  /** What sentences call the hub or provisioning service. */
  readonly name: string;
  /** Its id as a resource: the scope of a role. */
  readonly resourceId: string;
  /** To whom a role would be given: a user's name or an application's id. */
  readonly assignee: string;
  readonly tokens: TokenSource;
  readonly request: TokenRequest;
  /** What a request to it takes. */
  readonly access: (request: AskedRequest) => NeededAccess;
  /**
   * Gets the keys of its policies if the person agrees. Asked once at most. Nothing: no keys for this one.
   * @throws ResourceError, SignInError
   */
  readonly askForKeys: (signal?: AbortSignal) => Promise<readonly AccessPolicyKeys[] | undefined>;
}

/** A token is renewed before it is over. */
const marginMs = 5 * 60 * 1000;

/**
 * A token as long as the service takes it. Once it is refused, or there is none for it, the person is asked once whether
 * keys may be used; then each request shows the key of the policy with the fewest rights that are enough for it.
 */
export class KeylessFirst implements HubCredential {
  readonly #options: KeylessFirstOptions;
  #token: AccessToken | undefined;
  #policies: readonly AccessPolicyKeys[] | undefined;
  /** Requests that showed a key: those that are under way while keys are asked for showed the token. */
  readonly #withKey = new WeakSet<AskedRequest>();
  #asking: Promise<readonly AccessPolicyKeys[] | undefined> | undefined;

  constructor(options: KeylessFirstOptions) {
    this.#options = options;
  }

  get usesKeys(): boolean {
    return this.#policies !== undefined;
  }

  async prepare(signal?: AbortSignal): Promise<Authorize> {
    if (!this.#policies) {
      try {
        const token = await this.#freshToken(signal);
        return () => `Bearer ${token.reveal()}`;
      } catch (error) {
        if (!(error instanceof SignInError) || !(await this.#getKeys(signal))) throw error;
      }
    }
    return request => {
      this.#withKey.add(request);
      return policyAuthorization(this.#policyFor(request));
    };
  }

  /** @throws HubError `roleMissing` if there is nothing but the token. */
  async refused(error: HubError, request: AskedRequest, signal?: AbortSignal): Promise<boolean> {
    if (this.#withKey.has(request)) return false;
    if (await this.#getKeys(signal)) return true;

    throw this.#roleMissing(error, request);
  }

  async #freshToken(signal: AbortSignal | undefined) {
    const known = this.#token;
    const isFresh = known && known.expiresAtMs - marginMs > Date.now();
    this.#token = isFresh ? known : await this.#options.tokens.getToken(this.#options.request, signal);
    return this.#token.token;
  }

  /** Requests that are refused at the same time ask together. */
  async #getKeys(signal: AbortSignal | undefined): Promise<boolean> {
    this.#asking ??= this.#options.askForKeys(signal);
    try {
      this.#policies = await this.#asking;
    } catch (error) {
      this.#asking = undefined;
      throw error;
    }
    return this.#policies !== undefined;
  }

  #policyFor(request: AskedRequest): AccessPolicyKeys {
    const { right } = this.#options.access(request);
    const least = leastPolicy(this.#policies ?? [], [right]);
    if (least) return least;

    const detail = `none of its shared access policies has the right ${right}. Add one in the portal.`;
    throw new HubError({ kind: 'forbidden', hub: this.#options.name, detail });
  }

  #roleMissing({ details }: HubError, request: AskedRequest): HubError {
    const { name: hub, resourceId, assignee, access } = this.#options;
    const { role } = access(request);
    const command = `az role assignment create --role "${role}" --assignee "${assignee}" --scope "${resourceId}"`;
    return new HubError({ kind: 'roleMissing', hub, role, scope: resourceId, command }, details);
  }
}
