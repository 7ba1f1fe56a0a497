import { SetupError } from './setupError.ts';

/** Runs the body of an npm script. What it returns is the exit code; a {@link SetupError} is told in its one sentence. */
export async function script(body: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
