import type { Command } from './command.ts';
import { startLocalHub } from './hub/startLocalHub.ts';
import { stopLocalHub } from './hub/stopLocalHub.ts';

/** Every command of the extension, in the order of the folders. */
export const allCommands: readonly Command[] = [startLocalHub, stopLocalHub];
