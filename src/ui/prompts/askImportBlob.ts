import * as vscode from 'vscode';
import type { ContainerEndpoint } from '../../azure/endpoint.ts';
import { ContainerFiles } from '../../azure/storage/containerFiles.ts';
import { StorageError } from '../../domain/transfer/storageError.ts';
import type { Hub } from '../support/hub/hub.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { blobSource } from '../support/transfer/blobSource.ts';
import type { ImportFile } from '../support/transfer/importFile.ts';
import { askContainer } from './askContainer.ts';
import { openImportFile } from './askImportFile.ts';
import { askLine, pickName } from './question.ts';

/** The name that exports give. */
const usualName = 'devices.txt';

/** Asks for a file of devices in a container, and for that if none is `given`. @throws StorageError, TransferFileError */
export async function askImportBlob(
  services: Services,
  hub: Hub,
  given?: ContainerEndpoint,
): Promise<ImportFile | undefined> {
  const container = given ?? (await askContainer(services, hub));
  const name = container && (await askName(services, container));
  return container && name !== undefined ? openImportFile(blobSource(container, name)) : undefined;
}

async function askName(services: Services, container: ContainerEndpoint): Promise<string | undefined> {
  const names = await namesIn(services, container);
  const title = vscode.l10n.t('Import from {0}', container.name);
  if (names) return pickName(names, { title, placeHolder: vscode.l10n.t('File of devices') });
  return askLine({ title, prompt: vscode.l10n.t('Name of the file'), value: usualName });
}

/** The usual name first. Nothing if the signature has no right to list them: then a person must know the name. */
async function namesIn(services: Services, container: ContainerEndpoint): Promise<readonly string[] | undefined> {
  try {
    const reading = vscode.l10n.t('Reading {0}', container.name);
    const files = new ContainerFiles(container);
    const names = await withProgress(services.waits, reading, signal => files.list(signal));
    return names.toSorted((one, other) => Number(other === usualName) - Number(one === usualName));
  } catch (error) {
    if (error instanceof StorageError && error.reason.kind === 'refused') return undefined;
    throw error;
  }
}
