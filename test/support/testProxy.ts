import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';

export interface TestProxyOptions {
  /** Where the hosts of Azure are instead: ports of this machine by host name. */
  readonly ports: Readonly<Record<string, number>>;
  /** `USER:PASSWORD` that somebody has to show. */
  readonly credentials?: string;
  /** Refuses everybody with this status. */
  readonly refusal?: number;
}

/** An HTTP proxy on loopback that takes CONNECT, leads what is meant for Azure to this machine, and remembers what came. */
export class TestProxy implements AsyncDisposable {
  /** `HOST:PORT` of each CONNECT that was let through. */
  readonly through: string[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly options: TestProxyOptions,
  ) {
    server.on('connection', socket => this.#sockets.add(socket));
    server.on('connect', (request, socket: Socket, head: Buffer) => this.#connect(request, socket, head));
  }

  static async open(options: TestProxyOptions): Promise<TestProxy> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new TestProxy(server, options);
  }

  /** With a user and a password if they are given: `USER:PASSWORD`. */
  url(credentials?: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${credentials === undefined ? '' : `${credentials}@`}127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (this.server.close().listening) await once(this.server, 'close');
  }

  #connect({ url = '', headers }: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const { credentials, refusal, ports } = this.options;
    const shown = headers['proxy-authorization'];
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (refusal !== undefined) return refuse(socket, refusal);
    if (shown !== wanted && wanted !== undefined)
      return refuse(socket, 407, 'Proxy-Authenticate: Basic realm="test"\r\n');

    const port = ports[url.replace(/:443$/, '')];
    if (port === undefined) return refuse(socket, 502);
    this.through.push(url);
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    this.#sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  }
}

function refuse(socket: Socket, status: number, headers = ''): void {
  socket.end(`HTTP/1.1 ${status} No\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}
