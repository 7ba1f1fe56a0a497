import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { getCACertificates } from 'node:tls';
import { type BlobAddress, BlobError } from '../iotHub/transfer/blobWorker.ts';

/** A version of the protocol that Azure and Azurite speak. */
const apiVersion = '2021-12-02';
/** What is waited before each further attempt; the service asks its clients to try again. */
const retryDelaysMs = [200, 1000, 3000] as const;
/** A container that says nothing for so long does not answer. */
const silenceMs = 30_000;

export interface BlobRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly blob: BlobAddress;
  /** Added to the query, which has the signature. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly Uint8Array[];
}

/**
 * Blobs over REST, with the signature that the address of their container has: the seven calls that a transfer makes,
 * to Azure, to Azurite and to the storage of a local hub.
 */
export class BlobClient {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https: HttpsAgent;

  /** @param ca PEM of an authority to trust besides those of the system. */
  constructor(ca: string) {
    this.#https = new HttpsAgent({ keepAlive: true, ca: [...getCACertificates('default'), ca] });
  }

  /** Tries again what failed for a moment only. Gives the answer, whose body is still to be read. @throws BlobError */
  send(request: BlobRequest): Promise<IncomingMessage> {
    return again(() => this.sendOnce(request));
  }

  /** As {@link BlobClient.send}, for a body of a few megabytes at most. @throws BlobError */
  text(request: BlobRequest): Promise<string> {
    return again(async () => {
      const answer = await this.sendOnce(request);
      return text(answer).catch((error: unknown) => {
        throw new TransientError(describe(request, `breaks off: ${messageOf(error)}. Start the job again`));
      });
    });
  }

  /** As {@link BlobClient.send}, without another attempt. @throws BlobError */
  async sendOnce(request: BlobRequest): Promise<IncomingMessage> {
    const answer = await this.#exchange(request).catch((error: unknown) => {
      throw new TransientError(
        describe(request, `cannot be reached: ${messageOf(error)}. Look whether it runs, and at its address`),
      );
    });
    const { statusCode = 0 } = answer;
    if (statusCode < 300) return answer;

    const sentence = describe(request, await refusalOf(answer));
    throw isTransient(statusCode) ? new TransientError(sentence) : new BlobError(sentence);
  }

  /** For an answer whose body is not wanted. */
  async run(request: BlobRequest): Promise<void> {
    (await this.send(request)).resume();
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  #exchange(request: BlobRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#open(request);
      outgoing.on('response', answer => {
        // Who answers early wants no more of the body, whose memory is not to be read any more then.
        answer.once('end', () => void (outgoing.writableFinished || outgoing.destroy()));
        resolve(answer);
      });
      outgoing.on('error', reject);
      outgoing.setTimeout(silenceMs, () => outgoing.destroy(new Error('no answer')));
      for (const chunk of request.body ?? []) outgoing.write(chunk);
      outgoing.end();
    });
  }

  #open({ method, blob, query = {}, headers = {}, body = [] }: BlobRequest): ClientRequest {
    const url = urlOf(blob, query);
    const length = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const options = {
      method,
      headers: {
        'x-ms-version': apiVersion,
        ...(method === 'PUT' ? { 'content-length': length } : {}),
        ...headers,
      },
    };
    return url.protocol === 'http:'
      ? httpRequest(url, { ...options, agent: this.#http })
      : httpsRequest(url, { ...options, agent: this.#https });
  }
}

/** A failure that another attempt may not meet. */
class TransientError extends BlobError {}

async function again<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      await wait(delayMs);
    }
  }
  return attempt();
}

function urlOf({ containerUri, name, origin }: BlobAddress, query: Readonly<Record<string, string>>): URL {
  const { pathname, search } = new URL(containerUri);
  const url = new URL(`${pathname}${search}`, origin ?? containerUri);
  const segments = name.split('/').map(segment => encodeURIComponent(segment));
  url.pathname = [url.pathname.replace(/\/$/, ''), ...segments].join('/');
  // Not `searchParams`: it would write the signature anew.
  const more = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  url.search = [url.search.replace(/^\?/, ''), ...more].filter(part => part !== '').join('&');
  return url;
}

function isTransient(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** What the container says, in a few words. */
async function refusalOf(answer: IncomingMessage): Promise<string> {
  const { statusCode, headers } = answer;
  // Without all of it the status still tells most.
  const body = await text(answer).catch(() => '');
  const code = headers['x-ms-error-code'] ?? /<Code>(?<code>\w+)<\/Code>/.exec(body)?.groups?.['code'] ?? 'no reason';
  const advice =
    statusCode === 401 || statusCode === 403
      ? '. Give a shared access signature that is valid, with the rights to read, write, delete and list'
      : statusCode === 404
        ? '. Look at the names of container and blob'
        : '';
  return `answers ${statusCode} (${String(code)})${advice}`;
}

/** The address without its signature. */
function describe({ blob: { containerUri, name } }: BlobRequest, what: string): string {
  return `"${name}" in ${containerUri.split('?', 1)[0]} ${what}.`;
}

function messageOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? 'no connection');
}
