import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Rule {
  /** Layers that it may import, besides itself. */
  readonly layers: readonly string[];
  /** Single files outside that it may import. */
  readonly files?: readonly string[];
  /** Packages that it may import; `node:*` stands for all of Node's own. */
  readonly packages: readonly string[];
}

/** Programs with a command line say their version. */
const commandLines: readonly string[] = ['package.json'];

/** Who may import whom. A row is a folder under src; `extension.ts` is the file beside them. */
const mayImport: Readonly<Record<string, Rule>> = {
  domain: { layers: [], packages: [] },
  protocol: { layers: ['domain'], packages: ['zod/mini'] },
  azure: {
    layers: ['domain'],
    packages: [
      'node:*',
      'zod/mini',
      'azure-iothub',
      'azure-iot-provisioning-service',
      'azure-iot-common',
      '@azure/arm-deviceprovisioningservices',
      '@azure/arm-iothub',
      '@azure/core-auth',
      '@azure/core-lro',
      '@azure/core-rest-pipeline',
      '@azure/identity',
      '@azure/storage-blob',
    ],
  },
  locks: { layers: [], packages: ['node:*'] },
  certificates: { layers: ['domain'], packages: ['node:*', '@peculiar/x509', 'reflect-metadata'] },
  localHub: {
    layers: ['domain', 'protocol', 'locks'],
    files: commandLines,
    packages: ['node:*', 'mqtt-packet', 'ws', 'zod/mini', '@peculiar/x509', 'reflect-metadata'],
  },
  localStorage: { layers: [], packages: ['node:*', 'azurite'] },
  simulator: {
    layers: ['domain', 'protocol', 'certificates'],
    files: commandLines,
    packages: [
      'node:*',
      'zod/mini',
      'azure-iot-device',
      'azure-iot-device-mqtt',
      'azure-iot-mqtt-base',
      'azure-iot-provisioning-device',
      'azure-iot-provisioning-device-mqtt',
      'azure-iot-security-symmetric-key',
      'azure-iot-security-x509',
      'azure-iot-common',
      'https-proxy-agent',
    ],
  },
  webviews: { layers: ['domain', 'protocol'], packages: ['lit', 'uplot', '@vscode-elements/elements'] },
  ui: {
    layers: ['domain', 'protocol', 'azure', 'certificates', 'locks'],
    // Processes of their own: only what starts them may come into the extension host.
    files: ['src/localHub/launch.ts', 'src/simulator/launch.ts'],
    packages: ['node:*', 'zod/mini', 'vscode', 'jsonc-parser', 'croner'],
  },
  'extension.ts': { layers: ['ui'], packages: ['vscode'] },
};

/** `import … from`, `export … from`, `import '…'` and `import('…')`. */
const importPattern = /(?:\bfrom|^import|\bimport\()\s*'([^']+)'/gm;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map(path => `src/${path.replaceAll('\\', '/')}`)
  .filter(path => path.endsWith('.ts'));

describe('imports', () => {
  test.each(Object.entries(mayImport))('%s imports only what it may', (layer, rule) => {
    const forbidden = files
      .filter(file => layerOf(file) === layer)
      .flatMap(file =>
        importsOf(file)
          .filter(target => !allows(rule, layer, target))
          .map(target => `${file} imports ${target}`),
      );

    expect(forbidden).toEqual([]);
  });

  test('only ui and extension.ts import vscode', () => {
    const importers = files.filter(file => importsOf(file).includes('vscode')).map(layerOf);

    expect(importers.filter(layer => layer !== 'ui' && layer !== 'extension.ts')).toEqual([]);
  });

  test('every folder of src has a rule', () => {
    expect(Object.keys(mayImport)).toEqual(expect.arrayContaining([...new Set(files.map(layerOf))]));
  });
});

describe('files', () => {
  test('are named in camelCase', () => {
    expect(files.filter(file => !/^[a-z][a-zA-Z0-9]*(?:\.d)?\.ts$/.test(basename(file)))).toEqual([]);
  });

  test('gather no others: there is no barrel', () => {
    const barrels = files.filter(file => basename(file) === 'index.ts' || /^export \* from/m.test(textOf(file)));

    expect(barrels).toEqual([]);
  });

  test('have no default export', () => {
    expect(files.filter(file => /^export default\b/m.test(textOf(file)))).toEqual([]);
  });
});

test('questions are asked in one place, where they stay when the focus goes elsewhere', () => {
  const asking = files.filter(file => /\bwindow\.show(?:QuickPick|InputBox)\b/.test(textOf(file)));

  expect(asking).toEqual(['src/ui/prompts/question.ts']);
});

function allows({ layers, files: single = [], packages }: Rule, layer: string, target: string): boolean {
  if (single.includes(target)) return true;

  return target.startsWith('src/')
    ? [layer, ...layers].includes(layerOf(target))
    : packages.some(name => isFrom(name, target));
}

function isFrom(packageName: string, specifier: string): boolean {
  if (packageName === 'node:*') return specifier.startsWith('node:');
  return specifier === packageName || specifier.startsWith(`${packageName}/`);
}

/** What a file imports: the path under src for our own files, the specifier for packages. */
function importsOf(file: string): readonly string[] {
  return [...textOf(file).matchAll(importPattern)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier,
  );
}

function layerOf(file: string): string {
  return file.split('/')[1] ?? file;
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}
