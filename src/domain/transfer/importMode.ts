/** What a line of an import file asks for: IoT Hub, "Import and export device identities in bulk", "Import modes". */
export const importModes = [
  'create',
  'createOrUpdate',
  'createOrUpdateIfMatchETag',
  'update',
  'updateIfMatchETag',
  'delete',
  'deleteIfMatchETag',
  'updateTwin',
  'updateTwinIfMatchETag',
] as const;
export type ImportMode = (typeof importModes)[number];

/** What the service does with a line that names no mode. */
export const defaultImportMode: ImportMode = 'createOrUpdate';

/** The mode that a text names, in any case of letters. */
export function parseImportMode(text: string): ImportMode | undefined {
  return importModes.find(mode => mode.toLowerCase() === text.toLowerCase());
}
