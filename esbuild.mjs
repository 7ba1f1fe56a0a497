// Bundles everything that ships into dist/: the extension host, one file per process, one per page.
// `--watch` rebuilds on change, `--production` minifies and leaves source maps out.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

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

/** @param {string} name */
const process_ = name => ({
  ...node,
  entryPoints: [`src/${name}/main.ts`],
  outfile: `dist/${name}.js`,
  format: /** @type {const} */ ('esm'),
  banner: { js: requireBanner },
});

const pages = readdirSync('src/webviews', { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(`src/webviews/${entry.name}/main.ts`))
  .map(entry => entry.name);

const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  process_('localHub'),
  process_('simulator'),
  ...pages.map(name => ({
    ...shared,
    entryPoints: [`src/webviews/${name}/main.ts`],
    outfile: `dist/webviews/${name}.js`,
    platform: 'browser',
    target: 'es2024',
    format: 'esm',
  })),
];

if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/webviews', { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) {
  cpSync(`node_modules/@vscode/codicons/dist/${file}`, `dist/webviews/${file}`);
}

for (const options of bundles) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}
