import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { getL10nJson } from '@vscode/l10n-dev';
import { projectFolder } from './projectFolder.ts';

const importOfEditor = /^import [^;]+ from 'vscode';$/m;

/** What translators do not see as the code says it: both files of texts have what is used, and nothing else. */
export async function localisationProblems(): Promise<readonly string[]> {
  return [...(await bundleProblems()), ...(await manifestProblems())];
}

/** The texts of `l10n.t(…)` against l10n/bundle.l10n.json. */
async function bundleProblems(): Promise<readonly string[]> {
  const sources = await Array.fromAsync(glob('src/**/*.ts', { cwd: projectFolder }), read);
  const used = await getL10nJson(gathered(sources).map(contents => ({ extension: '.ts', contents })));
  const bundled: unknown = JSON.parse(await read('l10n/bundle.l10n.json'));
  return isDeepStrictEqual(used, bundled)
    ? []
    : ['l10n/bundle.l10n.json is out of date. Write it with "npx vscode-l10n-dev export --outDir l10n src".'];
}

/**
 * All sources that import the editor by the same statement as one that does so once: for each source, the search for texts
 * begins with a preparation that takes longer than the search itself, a minute for all.
 */
function gathered(sources: readonly string[]): readonly string[] {
  const byImport = Map.groupBy(sources, source => importOfEditor.exec(source)?.[0] ?? '');
  return [...byImport].map(([statement, alike]) =>
    [statement, ...alike.map(source => source.replace(statement, ''))].join('\n'),
  );
}

/** The `%keys%` of package.json against package.nls.json. */
async function manifestProblems(): Promise<readonly string[]> {
  const manifest = await read('package.json');
  const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key));
  const defined = new Set(Object.keys(JSON.parse(await read('package.nls.json')) as object));
  return [
    ...[...used.difference(defined)].map(key => `package.nls.json lacks "${key}", which package.json uses.`),
    ...[...defined.difference(used)].map(key => `package.nls.json has "${key}", which package.json does not use.`),
  ];
}

async function read(path: string): Promise<string> {
  return readFile(join(projectFolder, path), 'utf8');
}
