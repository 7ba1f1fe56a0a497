import { readFile } from 'node:fs/promises';
import type { ReadyLine, Tier } from '../protocol/localHub.ts';
import { CertificateFolder } from './certificates/certificateFolder.ts';
import type { HubRequest } from './commandLine.ts';
import type { DataFolder } from './dataFolder.ts';
import { readDeviceAuthorities } from './deviceAuthorities.ts';
import type { Log } from './log.ts';
import { ServedHub } from './servedHub.ts';
import { folderProblem, standardPorts } from './startError.ts';

export interface LocalHubOptions {
  /** Closed with the local hub. */
  readonly folder: DataFolder;
  readonly hubs: readonly HubRequest[];
  readonly tier: Tier;
  /** The first hub listens on the ports that SDKs insist on, too. */
  readonly standardPorts: boolean;
  readonly log: Log;
}

const certificateCheckMs = 12 * 60 * 60 * 1000;

/** All hubs of one process. Opens whole or not at all. */
export class LocalHub {
  readonly #options: LocalHubOptions;
  readonly #certificates: CertificateFolder;
  readonly #hubs: ServedHub[] = [];
  #certificateCheck: NodeJS.Timeout | undefined;

  private constructor(options: LocalHubOptions) {
    this.#options = options;
    this.#certificates = new CertificateFolder(options.folder.certificates);
  }

  /** @throws StartError, StoreError, and then nothing is left open. */
  static async open(options: LocalHubOptions): Promise<LocalHub> {
    const localHub = new LocalHub(options);
    try {
      await localHub.#open();
      return localHub;
    } catch (error) {
      await localHub.close();
      throw error;
    }
  }

  get readyLine(): ReadyLine {
    return { ready: true, caFile: this.#certificates.caFile, hubs: this.#hubs.map(hub => hub.address) };
  }

  /** Closes what is open, the last first. */
  async close(): Promise<void> {
    clearInterval(this.#certificateCheck);
    await Promise.all(this.#hubs.map(hub => hub.close()));
    await this.#options.folder.close();
  }

  async #open(): Promise<void> {
    const { folder, hubs, tier, log } = this.#options;
    const deviceAuthorities = await readDeviceAuthorities(folder.deviceAuthorities);
    const certificate = await this.#certificate().catch((error: unknown) => {
      throw folderProblem(folder.certificates, error);
    });
    const ca = await readFile(this.#certificates.caFile, 'utf8');
    for (const [index, request] of hubs.entries()) {
      const morePorts = index === 0 && this.#options.standardPorts ? standardPorts : [];
      const shared = { folder, certificate, ca, deviceAuthorities, tier, log };
      this.#hubs.push(await ServedHub.open(request, { ...shared, morePorts }));
    }
    await folder.keepPorts(new Map(this.#hubs.map(hub => [hub.name.toLowerCase(), hub.portNumber])));
    this.#certificateCheck = setInterval(() => void this.#renewCertificate(), certificateCheckMs).unref();
  }

  #certificate() {
    return this.#certificates.serverCertificate(this.#options.hubs.map(hub => `${hub.name}.azure-devices.net`));
  }

  async #renewCertificate(): Promise<void> {
    try {
      const certificate = await this.#certificate();
      for (const hub of this.#hubs) hub.useCertificate(certificate);
    } catch (error) {
      this.#options.log.error(`The server certificate could not be renewed: ${String(error)}`);
    }
  }
}
