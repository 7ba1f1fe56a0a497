import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is fetched once and kept between clones: the editor, and what `npm start` remembers. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'iot-hub-workbench');
