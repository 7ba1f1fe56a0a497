import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { projectFolder } from './projectFolder.ts';
import { SetupError } from './setupError.ts';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** True: nothing is shown, and what the program wrote comes back in `output`. */
  readonly quiet?: boolean;
}

export interface ProgramResult {
  readonly exitCode: number;
  /** What the program wrote to both streams, if it was `quiet`. */
  readonly output: string;
}

/** Runs a program to its end. Programs of npm packages are found by their names. */
export async function run(name: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const child = spawn(name, args, {
    cwd: options.cwd ?? projectFolder,
    env: { ...withPackagePrograms(process.env), ...options.env },
    stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  return new Promise((resolve, reject) => {
    child.once('error', error => reject(new SetupError(`"${name}" cannot be run: ${error.message}`, { cause: error })));
    child.once('close', code => resolve({ exitCode: code ?? 1, output }));
  });
}

/** Like {@link run}, for steps that the next one needs. @throws SetupError if the program fails. */
export async function mustRun(name: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { exitCode, output } = await run(name, args, options);
  if (exitCode !== 0) {
    throw new SetupError(`"${[name, ...args].join(' ')}" failed with exit code ${exitCode}.\n${output}`.trimEnd());
  }
  return output;
}

function withPackagePrograms(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, PATH: [join(projectFolder, 'node_modules', '.bin'), env['PATH']].join(delimiter) };
}
