import { constants } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import type { ServerCertificate } from '../certificates/serverCertificate.ts';
import type { Log } from '../log.ts';
import { protocolOf } from './firstBytes.ts';
import type { LoopbackListener } from './loopback.ts';
import { listenOnLoopback } from './loopback.ts';
import type { PresentedCertificate } from '../iotHub/deviceSide.ts';
import { presentedCertificate } from './presentedCertificate.ts';
import { serveWebSockets } from './webSocket.ts';

/** How long a client may take for its TLS handshake, and after that for its first bytes. */
const patienceMs = 10_000;
/** How long requests under way may take to end once the port closes, and how often we look. */
const closing = { limitMs: 2000, lookMs: 50 } as const;
const amqpHeader = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]);

/** A protocol of devices: it gets the streams of those who speak it, whatever a stream runs over. */
export interface DeviceProtocol {
  /** @param presented the certificate that the client showed, if it showed one. */
  accept(stream: Duplex, presented: () => PresentedCertificate | undefined): void;
  /** Ends all connections. */
  close(): void;
}

/** What is spoken at a port. */
export interface PortProtocols {
  /** Absent where no devices come. */
  readonly mqtt?: DeviceProtocol;
  /** The REST API. It listens nowhere itself. */
  readonly https: HttpServer;
}

export interface PortOptions extends PortProtocols {
  readonly certificate: ServerCertificate;
  readonly log: Log;
  readonly patienceMs?: number;
}

/**
 * A TLS port: the first bytes of a connection say which protocol it speaks. Clients may show a certificate, which
 * is for the protocols to judge.
 */
export class Port {
  readonly #mqtt: DeviceProtocol | undefined;
  readonly #https: HttpServer;
  readonly #log: Log;
  readonly #patienceMs: number;
  readonly #tls;
  readonly #listeners: LoopbackListener[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #undecided = new Set<TLSSocket>();
  #saidNoAmqp = false;

  constructor(options: PortOptions) {
    this.#mqtt = options.mqtt;
    this.#https = options.https;
    this.#log = options.log;
    this.#patienceMs = options.patienceMs ?? patienceMs;
    this.#tls = createServer({ requestCert: true, rejectUnauthorized: false, handshakeTimeout: this.#patienceMs });
    this.#tls.on('secureConnection', this.#secured);
    this.#tls.on('tlsClientError', (error, socket) => {
      this.#log.debug(`TLS handshake: ${error.message}`);
      socket.destroy();
    });
    this.useCertificate(options.certificate);
    const { mqtt } = options;
    if (mqtt) serveWebSockets(this.#https, (stream, { socket }) => mqtt.accept(stream, () => certificateOf(socket)));
    // The server enforces its time limits from the moment it listens, which it never does by itself.
    this.#https.emit('listening');
  }

  /** Serves new connections with this certificate. */
  useCertificate({ cert, key }: ServerCertificate): void {
    // Without tickets no session is resumed: a resumed one would not bring the chain of a device's certificate.
    this.#tls.setSecureContext({ cert, key, minVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET });
  }

  /**
   * Listens on a port of the loopback addresses, beside those on which it listens already.
   * @param port 0 for any that is free.
   * @returns the port.
   * @throws the error of `listen`, with `code`.
   */
  async listen(port: number): Promise<number> {
    const listener = await listenOnLoopback(port, this.#connected);
    this.#listeners.push(listener);
    return listener.port;
  }

  /** Takes no more connections, lets devices go and requests end. */
  async close(): Promise<void> {
    const closed = Promise.all(this.#listeners.map(listener => listener.close()));
    this.#mqtt?.close();
    this.#https.close();
    for (const socket of this.#undecided) socket.destroy();
    const look = setInterval(() => this.#https.closeIdleConnections(), closing.lookMs);
    const limit = setTimeout(() => this.#destroyAll(), closing.limitMs);
    await closed;
    clearInterval(look);
    clearTimeout(limit);
  }

  readonly #connected = (socket: Socket): void => {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    this.#tls.emit('connection', socket);
  };

  readonly #secured = (socket: TLSSocket): void => {
    const patience = setTimeout(() => socket.destroy(), this.#patienceMs);
    this.#undecided.add(socket);
    const decided = () => {
      clearTimeout(patience);
      this.#undecided.delete(socket);
    };
    socket.on('error', error => this.#log.debug(`Connection: ${error.message}`));
    socket.once('close', decided);
    socket.once('data', (bytes: Buffer) => {
      decided();
      socket.off('close', decided);
      this.#handOn(socket, bytes);
    });
  };

  #handOn(socket: TLSSocket, bytes: Buffer): void {
    switch (protocolOf(bytes)) {
      case 'mqtt':
        if (!this.#mqtt) return this.#refuse(socket);
        this.#mqtt.accept(socket, () => presentedCertificate(socket));
        break;
      case 'http':
        this.#https.emit('connection', socket);
        break;
      case 'amqp':
        return this.#refuseAmqp(socket);
      case undefined:
        return this.#refuse(socket);
    }
    socket.unshift(bytes);
  }

  #refuse(socket: TLSSocket): void {
    this.#log.debug('A connection began with bytes of no protocol that is spoken here');
    socket.destroy();
  }

  /** [AMQP 1.0, 2.2]: a header of what is spoken here, then the end, which clients report as a failure to connect. */
  #refuseAmqp(socket: TLSSocket): void {
    if (!this.#saidNoAmqp)
      this.#log.warn('A client came with AMQP, which this local hub does not speak yet. Use MQTT.');
    this.#saidNoAmqp = true;
    socket.end(amqpHeader);
    socket.resume();
  }

  #destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** The upgraded request came over one of our own TLS sockets. */
function certificateOf(socket: Socket) {
  return presentedCertificate(socket as TLSSocket);
}
