import { ContainerFiles } from '../../../azure/storage/containerFiles.ts';
import type { ContainerEndpoint } from '../../../azure/endpoint.ts';
import type { TextSource } from './textPieces.ts';

/** A file in a container. */
export interface BlobSource extends TextSource {
  readonly container: ContainerEndpoint;
}

export function blobSource(container: ContainerEndpoint, blob: string): BlobSource {
  const files = new ContainerFiles(container);
  return {
    name: blob,
    container,
    stamp: () => files.etagOf(blob),
    bytes: signal => files.read(blob, signal),
  };
}

/** Nothing for a file that is elsewhere. */
export function containerOf(source: TextSource): ContainerEndpoint | undefined {
  return 'container' in source ? (source as BlobSource).container : undefined;
}
