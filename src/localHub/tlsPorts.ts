import type { ServerCertificate } from './certificates/serverCertificate.ts';
import { CertificateFolder } from './certificates/certificateFolder.ts';
import type { DataFolder } from './dataFolder.ts';
import type { Log } from './log.ts';
import { listenOn } from './listenOn.ts';
import { Port, type PortProtocols } from './protocols/port.ts';
import { folderProblem } from './startError.ts';

export interface PortRequest {
  /** Under which the data folder remembers the port's number; case does not count. */
  readonly key: string;
  /** Names besides `localhost` that clients may know it by. */
  readonly hostNames?: readonly string[];
  /** The number to have. Absent: the one that it had before, or else any that is free. */
  readonly number?: number;
  /** More ports to listen on. */
  readonly morePorts?: readonly number[];
  /** The option with which another number can be chosen, if there is one: `--hub contoso:PORT`. */
  readonly option?: string;
}

/** A port that serves until it is closed. */
export interface OpenPort {
  readonly number: number;
  /** Takes no more connections, and resolves when those under way have ended. */
  close(): Promise<void>;
}

const certificateCheckMs = 12 * 60 * 60 * 1000;

/**
 * The TLS ports of one local hub process: each keeps its number from one start to the next, and all have a certificate
 * of the data folder's authority, which is replaced in time.
 */
export class TlsPorts {
  readonly #folder: DataFolder;
  readonly #certificates: CertificateFolder;
  readonly #log: Log;
  readonly #open = new Map<Port, readonly string[]>();
  readonly #check: NodeJS.Timeout;
  /** Certificates are made one after the other. */
  #making: Promise<unknown> = Promise.resolve();

  constructor(folder: DataFolder, log: Log) {
    this.#folder = folder;
    this.#certificates = new CertificateFolder(folder.certificates);
    this.#log = log;
    this.#check = setInterval(() => void this.#renew(), certificateCheckMs).unref();
  }

  /** The authority that clients are to trust, PEM. */
  get caFile(): string {
    return this.#certificates.caFile;
  }

  /** @throws StartError `portInUse`, `portForbidden`, `folderUnusable`, and then nothing is left open. */
  async open(request: PortRequest, protocols: PortProtocols): Promise<OpenPort> {
    const { key, hostNames = [], morePorts = [], option } = request;
    const certificate = await this.#certificateFor(hostNames);
    const port = new Port({ certificate, log: this.#log, ...protocols });
    this.#open.set(port, hostNames);
    try {
      const number = await listenOn(port, { number: request.number ?? this.#folder.portOf(key), option });
      for (const more of morePorts) await listenOn(port, { number: more, option });
      await this.#folder.keepPort(key, number);
      return { number, close: () => this.#close(port) };
    } catch (error) {
      await this.#close(port);
      throw error;
    }
  }

  /** Looks after certificates no more. The ports are closed by those who opened them. */
  close(): void {
    clearInterval(this.#check);
  }

  async #close(port: Port): Promise<void> {
    await port.close();
    this.#open.delete(port);
  }

  /** A certificate for these names and those of all ports that are open. */
  async #certificateFor(hostNames: readonly string[]): Promise<ServerCertificate> {
    const making = this.#making.then(() =>
      this.#certificates.serverCertificate([...[...this.#open.values()].flat(), ...hostNames]),
    );
    this.#making = making.catch(() => undefined);
    try {
      return await making;
    } catch (error) {
      throw folderProblem(this.#folder.certificates, error);
    }
  }

  async #renew(): Promise<void> {
    try {
      const certificate = await this.#certificateFor([]);
      for (const port of this.#open.keys()) port.useCertificate(certificate);
    } catch (error) {
      this.#log.error(`The server certificate could not be renewed: ${String(error)}`);
    }
  }
}
