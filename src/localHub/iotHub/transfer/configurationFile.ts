import * as z from 'zod/mini';
import { configurationDefinition } from '../configurations/configurationDocument.ts';
import { parseConfigurationRequest } from '../configurations/configurationRequest.ts';
import type { Configurations } from '../configurations/configurations.ts';
import { HubFault } from '../hubFault.ts';
import type { BlobAddress, BlobWorker } from './blobWorker.ts';
import { configurationError, formatError } from './importError.ts';

const encoder = new TextEncoder();

const importModes = ['createOrUpdate', 'createOrUpdateIfMatchETag', 'delete', 'deleteIfMatchETag'] as const;

const configurationLine = z.looseObject({
  id: z.string(),
  importMode: z.optional(z.nullable(z.string())),
  etag: z.optional(z.nullable(z.string())),
});

/** Writes the configurations, a line each. There are a hundred at most. */
export async function exportConfigurations(
  configurations: Configurations,
  worker: BlobWorker,
  blob: BlobAddress,
): Promise<void> {
  const lines = configurations.list().map(record => `${JSON.stringify(configurationDefinition(record))}\n`);
  const upload = await worker.beginWrite(blob);
  await worker.append(upload, encoder.encode(lines.join('')));
  await worker.commit(upload);
}

/** Does what the lines of a file of configurations ask; what is refused goes to the upload `errors`. */
export async function importConfigurations(
  configurations: Configurations,
  worker: BlobWorker,
  { file, errors }: { readonly file: BlobAddress; readonly errors: number },
): Promise<void> {
  const lines = (await worker.readText(file)).split(/\r?\n/).filter(line => line.trim() !== '');
  const refused = lines.map(line => importLine(configurations, line)).join('');
  await worker.append(errors, encoder.encode(refused));
}

/** Gives the line about what went wrong, or nothing. */
function importLine(configurations: Configurations, text: string): string {
  const line = readLine(text);
  if (typeof line === 'string') return formatError(text, line);

  try {
    apply(configurations, line);
    return '';
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    return configurationError(line.id, error);
  }
}

type ConfigurationLine = z.infer<typeof configurationLine>;

/** The line, or what is wrong with it. */
function readLine(text: string): ConfigurationLine | string {
  try {
    const parsed = configurationLine.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : 'It is no configuration.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @throws HubFault */
function apply(configurations: Configurations, line: ConfigurationLine): void {
  const { id, importMode, etag } = line;
  const wanted = (importMode ?? 'createOrUpdate').toLowerCase();
  const mode = importModes.find(known => known.toLowerCase() === wanted);
  if (!mode)
    throw new HubFault('ArgumentInvalid', `"${importMode}" is no import mode: there are ${importModes.join(', ')}.`);

  const ifMatch = mode.endsWith('IfMatchETag') ? (etag ?? '*') : '*';
  if (mode.startsWith('delete')) return configurations.delete(id, ifMatch);
  const request = parseConfigurationRequest(id, line);
  if (configurations.find(id)) configurations.update(id, request, ifMatch);
  else configurations.create(id, request);
}
