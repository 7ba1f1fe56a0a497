import { localisationProblems } from './localisationProblems.ts';
import { run } from './program.ts';
import { script } from './script.ts';

/** What each check has to complain about; undefined if it passes. */
const checks: readonly (readonly [what: string, complaint: () => Promise<string | undefined>])[] = [
  ['types', () => complaintOf('tsc', '--project', '.')],
  ['types of the pages', () => complaintOf('tsc', '--project', 'src/webviews')],
  ['lint', () => complaintOf('oxlint', '--deny-warnings')],
  ['format', () => complaintOf('oxfmt', '--check')],
  ['unused code', () => complaintOf('knip')],
  ['localised texts', complaintOfTexts],
];

await script(async () => {
  const passed = await Promise.all(
    checks.map(async ([what, check]) => {
      const complaint = await check();
      if (complaint !== undefined) console.error(complaint);
      console.log(`${complaint === undefined ? '✔' : '✘'} ${what}`);
      return complaint === undefined;
    }),
  );
  return passed.every(Boolean) ? 0 : 1;
});

async function complaintOf(program: string, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, output } = await run(program, args, { quiet: true });
  return exitCode === 0 ? undefined : output;
}

async function complaintOfTexts(): Promise<string | undefined> {
  const problems = await localisationProblems();
  return problems.length === 0 ? undefined : problems.join('\n');
}
