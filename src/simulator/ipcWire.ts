import type { ChildProcess, Serializable } from 'node:child_process';
import type { Wire } from '../protocol/schemas.ts';

/** Node's IPC channel, from either end. What is posted when the other end is gone is lost. */
export function ipcWire(end: ChildProcess | NodeJS.Process): Wire {
  return {
    post(message) {
      if (end.connected) end.send?.(message as Serializable, undefined, undefined, () => undefined);
    },
    listen(listener) {
      const emitter: NodeJS.EventEmitter = end;
      emitter.on('message', listener);
      return () => void emitter.off('message', listener);
    },
  };
}
