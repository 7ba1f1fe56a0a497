import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import { Secret } from '../../src/domain/secret.ts';
import { makeAuthority } from '../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../src/localHub/certificates/serverCertificate.ts';

/** The blob storage of a local hub under the name that an account has in Azure, for a proxy that leads there. */
export class StorageInAzure implements AsyncDisposable {
  readonly #sockets = new Set<TLSSocket>();

  private constructor(
    readonly host: string,
    /** PEM of the authority to trust. */
    readonly ca: string,
    private readonly server: Server,
    private readonly local: string,
  ) {
    server.on('secureConnection', socket => this.#sockets.add(socket));
  }

  /** @param local the connection string of the account on this machine. @param localCa the authority to trust there. */
  static async open(local: string, localCa: string): Promise<StorageInAzure> {
    const host = `${partOf(local, 'AccountName')}.blob.core.windows.net`;
    const port = Number(new URL(partOf(local, 'BlobEndpoint')).port);
    const authority = await makeAuthority(Date.now());
    const server = createServer(await makeServerCertificate(authority, [host], Date.now()), near => {
      const far = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: localCa });
      pipeline(near, far, bothEnd);
      pipeline(far, near, bothEnd);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new StorageInAzure(host, authority.certificate.toString('pem'), server, local);
  }

  /** For the proxy: where the host is instead. */
  get ports(): Readonly<Record<string, number>> {
    return { [this.host]: (this.server.address() as AddressInfo).port };
  }

  /** A connection string, or an address with a signature, of the account on this machine, as it is in Azure but for its path. */
  inAzure(local: Secret): Secret {
    return new Secret(local.reveal().replace(new URL(partOf(this.local, 'BlobEndpoint')).host, this.host));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await once(this.server.close(), 'close');
  }
}

function partOf(connectionString: string, name: string): string {
  return new RegExp(`(?:^|;)${name}=([^;]+)`).exec(connectionString)?.[1] ?? '';
}

/** Whichever way breaks off, `pipeline` ends both streams. */
function bothEnd(): void {}
