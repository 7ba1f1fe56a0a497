// Azurite brings no types. This is what is used of its blob service.
declare module 'azurite/dist/src/blob/BlobConfiguration.js' {
  type BlobConfiguration = object;

  interface BlobConfigurationClass {
    new (
      host: string,
      port: number,
      keepAliveSeconds: number,
      metadataFile: string,
      extentsFile: string,
      extentFolders: readonly ExtentFolder[],
      logAccess: boolean,
      accessLog: undefined,
      logDebug: boolean,
      debugLogFile: undefined,
      loose: boolean,
      skipApiVersionCheck: boolean,
      certificate: string,
      key: string,
      password: string,
      oauth: undefined,
      disableProductStyleUrl: boolean,
      inMemory: boolean,
    ): BlobConfiguration;
  }

  /** A folder where the bytes of blobs are. */
  interface ExtentFolder {
    readonly locationId: string;
    readonly locationPath: string;
    readonly maxConcurrency: number;
  }

  const module: { readonly default: BlobConfigurationClass };
  export default module;
}

declare module 'azurite/dist/src/blob/BlobServer.js' {
  import type { Server } from 'node:http';

  interface LokiStore {
    readonly db: { saveDatabase(done: (error?: Error | null) => void): void };
  }

  class BlobServer {
    constructor(configuration: object);
    readonly httpServer: Server;
    readonly accountDataStore: { refresh(): void };
    readonly metadataStore: LokiStore;
    readonly extentMetadataStore: LokiStore;
    start(): Promise<void>;
    close(): Promise<void>;
  }

  const module: { readonly default: typeof BlobServer };
  export default module;
}
