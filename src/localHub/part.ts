import type { ReadyLine } from '../protocol/localHub.ts';

/**
 * A part of the local hub's process: the hubs, the resource manager, blob storage, the provisioning services. It is
 * open from its making until it is closed, at ports of its own that it has from `TlsPorts`.
 */
export interface Part {
  /** Its keys of the ready line, as they are now. */
  readonly ready: Partial<ReadyLine>;
  /** Resolves when nothing of it listens any more and all that it acknowledged is written. */
  close(): Promise<void>;
}
