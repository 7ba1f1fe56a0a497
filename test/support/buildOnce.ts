import { mustRun } from './program.ts';

/** vitest calls this once before the files of a project: tests of processes need their bundles in dist/. */
export async function setup(): Promise<void> {
  await mustRun('node', ['esbuild.mjs']);
}
