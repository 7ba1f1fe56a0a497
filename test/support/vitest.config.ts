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
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: minuteMs, hookTimeout: minuteMs },
      },
      {
        test: {
          name: 'wire',
          include: ['test/wire/**/*.test.ts'],
          globalSetup: join(support, 'buildOnce.ts'),
          testTimeout: minuteMs,
          hookTimeout: minuteMs,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          globalSetup: join(projectFolder, 'test', 'ui', 'editorForJourneys.ts'),
          testTimeout: 3 * minuteMs,
          hookTimeout: 3 * minuteMs,
          // One window at a time: two cores already run the editor, the browser, the hub and the devices.
          fileParallelism: false,
        },
      },
    ],
  },
});
