import { checkLocalisation } from './checkLocalisation.ts';
import { run } from './program.ts';
import { script } from './script.ts';

const checks: readonly (readonly [what: string, passes: () => Promise<boolean>])[] = [
  ['types', () => succeeds('tsc', '--project', '.')],
  ['types of the pages', () => succeeds('tsc', '--project', 'src/webviews')],
  ['lint', () => succeeds('oxlint', '--deny-warnings')],
  ['format', () => succeeds('oxfmt', '--check')],
  ['unused code', () => succeeds('knip')],
  ['localised texts', checkLocalisation],
];

await script(async () => {
  let failures = 0;
  for (const [what, passes] of checks) {
    const passed = await passes();
    console.log(`${passed ? '✔' : '✘'} ${what}`);
    if (!passed) failures++;
  }
  return failures === 0 ? 0 : 1;
});

async function succeeds(program: string, ...args: readonly string[]): Promise<boolean> {
  return (await run(program, args)).exitCode === 0;
}
