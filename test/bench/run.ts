import { parseArgs } from 'node:util';
import { script } from '../support/script.ts';
import type { Figure } from './figure.ts';
import { jobsBench } from './jobs/jobsBench.ts';
import { localHubBench } from './localHub/localHubBench.ts';
import { machine } from './machine.ts';
import { printFigures } from './printFigures.ts';
import { registryBench } from './registry/registryBench.ts';
import { transferBench } from './transfer/transferBench.ts';
import { treeBench } from './tree/treeBench.ts';

/** Says how far a bench is; figures come at its end. */
export type Progress = (what: string) => void;

const benches: Readonly<Record<string, (progress: Progress) => Promise<readonly Figure[]>>> = {
  jobs: jobsBench,
  localHub: localHubBench,
  registry: registryBench,
  transfer: transferBench,
  tree: treeBench,
};

await script(async () => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
  const bench = benches[positionals[0] ?? ''];
  if (!bench || positionals.length !== 1) {
    console.error(`Name one bench: npm run bench -- ${Object.keys(benches).join(' | ')} [--json]`);
    return 1;
  }

  const figures = await bench(what => console.error(what));
  if (values.json) for (const figure of figures) console.log(JSON.stringify(figure));
  else console.log(`\n${machine()}\n\n${printFigures(figures)}`);
  return figures.some(({ met }) => met === false) ? 1 : 0;
});
