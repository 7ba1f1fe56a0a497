import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { type Connection, type EventHandlers, connect } from '../protocol/connect.ts';
import { type SimulatorProcessSchemas, simulatorProcess } from '../protocol/simulatorProcess.ts';
import { ipcWire } from './ipcWire.ts';

export interface SimulatorOptions {
  /** `dist/simulator.js`. */
  readonly scriptFile: string;
  /** What the process tells without being asked. */
  readonly events: EventHandlers<SimulatorProcessSchemas>;
  /** Gets each line that the process writes to stderr. */
  readonly log: (line: string) => void;
}

/** A simulator process that takes orders. */
export interface SimulatorProcess {
  readonly ask: Connection<SimulatorProcessSchemas>['ask'];
  /** Settles when the process is gone, however it went; never rejects. */
  readonly exited: Promise<void>;
  /** Lets all devices disconnect and ends the process; resolves when it is gone. */
  end(): Promise<void>;
}

/** How long devices may take to say goodbye. */
const endTimeoutMs = 5_000;

/**
 * Starts the simulator in a Node process of its own: VS Code's own Node. It ends by itself when the channel to it
 * closes, so no device outlives the extension host.
 */
export function launchSimulator({ scriptFile, events, log }: SimulatorOptions): SimulatorProcess {
  const child = fork(scriptFile, [], {
    execPath: process.execPath,
    execArgv: [],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (child.stderr) createInterface(child.stderr).on('line', log);
  const connection = connect(ipcWire(child), simulatorProcess, events);
  const exited = whenGone(child, log).then(() => connection.close('The simulator has ended.'));

  return {
    ask: (method, ...args) => connection.ask(method, ...args),
    exited,
    async end() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function whenGone(child: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    child.once('error', error => {
      log(error.message);
      if (child.pid === undefined) resolve();
    });
  });
}
