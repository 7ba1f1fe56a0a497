import { signAccount, storageVersion } from './storageSignature.ts';
import type { StorageAccount } from './accountRecord.ts';

/** A container of blobs. */
export interface Container {
  readonly name: string;
  readonly etag: string;
  /** As in the header of HTTP: `Fri, 20 Nov 2026 10:00:00 GMT`. */
  readonly lastModified: string;
}

/** What the storage answers that it will not do. */
export class StorageRefusal extends Error {
  override readonly name = 'StorageRefusal';

  constructor(
    readonly httpStatus: number,
    /** `ContainerBeingDeleted` */
    readonly code: string,
  ) {
    super(`The blob storage answers ${httpStatus} (${code}).`);
  }
}

/** How long a signature of this process for itself is good. */
const signatureMs = 300_000;

/** The containers of accounts, over the REST of the blob storage. */
export class Containers {
  readonly #origin: () => Promise<string>;
  readonly #now: () => number;

  /** @param origin where the storage listens: `http://127.0.0.1:PORT`. */
  constructor(origin: () => Promise<string>, now: () => number = Date.now) {
    this.#origin = origin;
    this.#now = now;
  }

  /** In the order of their names. @throws StorageRefusal */
  async list(account: StorageAccount): Promise<readonly Container[]> {
    const containers: Container[] = [];
    let marker = '';
    do {
      const page = await this.#send(account, 'GET', '', { comp: 'list', marker });
      const text = await page.text();
      containers.push(
        ...[...text.matchAll(/<Container>(?<xml>.*?)<\/Container>/gs)].map(({ groups }) =>
          readXml(groups?.['xml'] ?? ''),
        ),
      );
      marker = element(text, 'NextMarker');
    } while (marker !== '');
    return containers;
  }

  /** Nothing if there is none. @throws StorageRefusal */
  async find(account: StorageAccount, name: string): Promise<Container | undefined> {
    try {
      const { headers } = await this.#send(account, 'GET', name, { restype: 'container' });
      return { name, etag: headers.get('etag') ?? '', lastModified: headers.get('last-modified') ?? '' };
    } catch (error) {
      if (error instanceof StorageRefusal && error.httpStatus === 404) return undefined;
      throw error;
    }
  }

  /** @throws StorageRefusal */
  async create(account: StorageAccount, name: string, metadata: Readonly<Record<string, string>>): Promise<void> {
    const headers = Object.entries(metadata).map(([key, value]) => [`x-ms-meta-${key}`, value] as const);
    await this.#send(account, 'PUT', name, { restype: 'container' }, Object.fromEntries(headers));
  }

  /** With all its blobs. @throws StorageRefusal */
  async remove(account: StorageAccount, name: string): Promise<void> {
    await this.#send(account, 'DELETE', name, { restype: 'container' });
  }

  async #send(
    account: StorageAccount,
    method: string,
    name: string,
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const signature = signAccount(account.name, account.keys.key1, {
      services: 'b',
      resourceTypes: 'sc',
      permissions: 'rwdlc',
      expiry: new Date(this.#now() + signatureMs).toISOString(),
    });
    const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
    const url = `${await this.#origin()}/${account.name}/${encodeURIComponent(name)}?${asked.toString()}&${signature}`;
    const answer = await fetch(url, { method, headers: { 'x-ms-version': storageVersion, ...headers } });
    if (answer.ok) return answer;

    const body = await answer.text();
    throw new StorageRefusal(answer.status, answer.headers.get('x-ms-error-code') ?? element(body, 'Code'));
  }
}

function readXml(xml: string): Container {
  return { name: element(xml, 'Name'), etag: element(xml, 'Etag'), lastModified: element(xml, 'Last-Modified') };
}

/** The text of an element that has no others, whose text has no markup: names, dates, etags. */
function element(xml: string, name: string): string {
  return (
    new RegExp(`<${name}>(?<text>[^<]*)</${name}>`, 'i').exec(xml)?.groups?.['text']?.replaceAll('&quot;', '"') ?? ''
  );
}
