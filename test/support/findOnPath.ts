import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of `names` that a folder of PATH has, with its full path. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(existsSync);
}
