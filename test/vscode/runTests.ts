import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { report } from './report.ts';
import { runFolder } from './runFolder.ts';

/**
 * What the editor calls: runs the bundle of the `*.test.ts` that are this window's with mocha and leaves
 * `report.txt` for people and the counts in `result.json`.
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  Mocha.reporters.Base.consoleLog = report;
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false });
  mocha.addFile(join(runFolder(), 'tests.cjs'));

  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      writeFile(join(runFolder(), 'result.json'), JSON.stringify({ passed: passes, failed: failures })).then(
        resolve,
        reject,
      );
    });
  });
}
