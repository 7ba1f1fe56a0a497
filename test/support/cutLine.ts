import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Where a line is cut: after so many bytes of all its connections together that went this way. */
export interface Cut {
  readonly direction: 'up' | 'down';
  readonly afterBytes: number;
  /** Whether new connections are taken right after it; else nobody gets through until {@link CutLine.mend}. */
  readonly comesBack?: boolean;
}

/** A line of TCP to a port of this machine that breaks as a test says: all its connections end at once, without a word. */
export class CutLine implements AsyncDisposable {
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #cut: Cut | undefined;
  #bytes = 0;
  #isBroken = false;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
    server.on('connection', socket => this.#lead(socket));
  }

  static async open(port: number): Promise<CutLine> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new CutLine(server, port);
  }

  /** The same address on this line. */
  addressOf(uri: string): string {
    const url = new URL(uri);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Whether the cut that was asked for has happened. */
  get wasCut(): boolean {
    return this.#cut !== undefined && this.#bytes >= this.#cut.afterBytes;
  }

  /** Counts from now on. */
  cut(cut: Cut): void {
    this.#cut = cut;
    this.#bytes = 0;
  }

  /** Lets everybody through again. */
  mend(): void {
    this.#isBroken = false;
    this.#cut = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#endAll();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #lead(client: Socket): void {
    if (this.#isBroken) return void client.destroy();

    const server = connect(this.#port, '127.0.0.1');
    for (const [from, to, direction] of [
      [client, server, 'up'],
      [server, client, 'down'],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', chunk => this.#count(direction, chunk.byteLength));
      from.pipe(to);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  #count(direction: Cut['direction'], bytes: number): void {
    if (this.#cut?.direction !== direction || this.wasCut) return;

    this.#bytes += bytes;
    if (!this.wasCut) return;
    this.#isBroken = !this.#cut.comesBack;
    this.#endAll();
  }

  #endAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
