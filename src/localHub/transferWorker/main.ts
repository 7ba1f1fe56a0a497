// The thread of an import or export: it speaks to the containers and reads what they have.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { BlobError } from '../iotHub/transfer/blobWorker.ts';
import { BlobDuties } from './blobDuties.ts';
import { type Call, type Reply, transferable } from './calls.ts';

type Duty = (...parameters: unknown[]) => Promise<unknown>;

const duties = new BlobDuties(readFileSync(String(workerData), 'utf8'));

parentPort?.on('message', async ({ id, duty, parameters }: Call) => {
  const reply = await answer(id, () => (duties[duty] as Duty).apply(duties, [...parameters]));
  parentPort?.postMessage(reply, reply.kind === 'result' ? transferable(reply.result) : []);
});

async function answer(id: number, work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { id, kind: 'result', result: await work() };
  } catch (error) {
    if (error instanceof BlobError) return { id, kind: 'blobError', text: error.message };
    return { id, kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
