// Bundles everything that ships into dist/: the extension host, one file per process, one per page.
// `--watch` rebuilds on change, `--production` minifies and leaves source maps out, `--outdir DIR` takes another folder.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';

const { watch, production, outdir } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // azure-iothub compares constructor names: facts of the official clients.
  keepNames: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', target: 'node22' };

/** CommonJS packages in an ES module bundle still call `require` for Node's own modules. */
const requireBanner = `import { createRequire as createRequireOfBundle } from 'node:module';
import { dirname as dirnameOfBundle } from 'node:path';
import { fileURLToPath as pathOfBundle } from 'node:url';
const require = createRequireOfBundle(import.meta.url);
const __filename = pathOfBundle(import.meta.url);
const __dirname = dirnameOfBundle(__filename);`;

/** A folder with a `main.ts` is a bundle: a process of its own under src, a page under src/webviews.
 * @param {string} parent */
const entriesOf = parent => readdirSync(parent).filter(name => existsSync(`${parent}/${name}/main.ts`));

/**
 * Azurite and the client of blob storage can do more than is used of them: these packages are never reached. Of Azurite
 * they are nine tenths of its size; the last is for lists of blobs in Arrow.
 */
const unreached = /^(?:sequelize|tedious|mysql2|applicationinsights|apache-arrow)$/;

/** @type {import('esbuild').Plugin} */
const leaveOutUnreached = {
  name: 'leaveOutUnreached',
  setup(build) {
    build.onResolve({ filter: unreached }, ({ path }) => ({ path, namespace: 'unreached' }));
    build.onLoad({ filter: /.*/, namespace: 'unreached' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...node,
  entryPoints: ['src/extension.ts'],
  outfile: `${outdir}/extension.cjs`,
  format: 'cjs',
  external: ['vscode'],
  plugins: [leaveOutUnreached],
  // Its entry for Node loads the rest of it in a way that no bundler sees.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};

/** @param {string} folder @returns {import('esbuild').BuildOptions} */
const processBundle = folder => ({
  ...node,
  entryPoints: [`src/${folder}/main.ts`],
  outfile: `${outdir}/${basename(folder)}.js`,
  format: 'esm',
  banner: { js: requireBanner },
  plugins: [leaveOutUnreached],
});

/** @param {string} name @returns {import('esbuild').BuildOptions} */
const pageBundle = name => ({
  ...shared,
  entryPoints: [`src/webviews/${name}/main.ts`],
  outfile: `${outdir}/webviews/${name}.js`,
  platform: 'browser',
  target: 'es2024',
  format: 'esm',
});

/** Threads of processes, of which each has its own bundle, too. */
const threads = ['localHub/transferWorker'];

const bundles = [
  host,
  ...[...entriesOf('src'), ...threads].map(processBundle),
  ...entriesOf('src/webviews').map(pageBundle),
];

if (production) rmSync(outdir, { recursive: true, force: true });
mkdirSync(`${outdir}/webviews`, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) {
  cpSync(`node_modules/@vscode/codicons/dist/${file}`, `${outdir}/webviews/${file}`);
}

await Promise.all(bundles.map(async options => (watch ? (await context(options)).watch() : build(options))));
