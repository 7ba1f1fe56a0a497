import { readFile } from 'node:fs/promises';
import { messageOf, SimulatorError } from './simulatorError.ts';

/** A file that was named for a simulation. @throws SimulatorError `unreadable` */
export async function readScenarioFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new SimulatorError({ kind: 'unreadable', file, detail: messageOf(error) }, { cause: error });
  }
}
