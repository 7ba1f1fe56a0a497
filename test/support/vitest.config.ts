import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { projectFolder } from './projectFolder.ts';

const minuteMs = 60_000;
const support = join(projectFolder, 'test', 'support');

export default defineConfig({
  root: projectFolder,
  test: {
    projects: [
      {
        resolve: { alias: { vscode: join(support, 'vscodeStub.ts') } },
        // Milliseconds on a machine that has nothing else to do: what takes a minute hangs.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: minuteMs,
          hookTimeout: minuteMs,
          // Modules have no state, so that a process for each file would only load them again.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'wire',
          include: ['test/wire/**/*.test.ts'],
          globalSetup: join(support, 'buildOnce.ts'),
          testTimeout: minuteMs,
          hookTimeout: minuteMs,
          isolate: false,
          // They wait most of the time: for processes that start, and for pauses of the clients.
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          globalSetup: join(projectFolder, 'test', 'ui', 'editorForJourneys.ts'),
          testTimeout: 6 * minuteMs,
          hookTimeout: 3 * minuteMs,
          // Two windows at a time are what two cores can draw; while one waits, the other goes on.
          maxWorkers: 2,
        },
      },
    ],
  },
});
