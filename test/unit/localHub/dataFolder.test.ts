import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataFolder, openDataFolder, openMemoryFolder } from '../../../src/localHub/dataFolder.ts';
import { temporaryFolder } from '../../support/localHub.ts';

test.skipIf(process.platform === 'win32')('the folder is where the system keeps data of programs', () => {
  expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/iot-hub-workbench/localHub');
  expect(defaultDataFolder('linux', {})).toMatch(/\/\.local\/share\/iot-hub-workbench\/localHub$/);
  expect(defaultDataFolder('darwin', {})).toMatch(/\/Library\/Application Support\/iot-hub-workbench\/localHub$/);
  expect(defaultDataFolder('win32', { APPDATA: '/roaming' })).toBe('/roaming/iot-hub-workbench/localHub');
});

test('a folder belongs to one local hub at a time', async () => {
  await using temporary = await temporaryFolder();
  const path = join(temporary.path, 'new');
  const folder = await openDataFolder(path);

  await expect(openDataFolder(path)).rejects.toMatchObject({ reason: { kind: 'folderInUse' } });
  await folder.close();

  await (await openDataFolder(path)).close();
});

test('ports are remembered by the names of hubs, in which case does not count', async () => {
  await using temporary = await temporaryFolder();
  const before = await openDataFolder(temporary.path);
  await before.keepPort('contoso', 21_234);
  await before.close();

  const after = await openDataFolder(temporary.path);
  expect([after.portOf('Contoso'), after.portOf('fabrikam')]).toEqual([21_234, undefined]);
  await after.close();
});

test('a port that cannot be written down keeps no later one from it', async () => {
  await using temporary = await temporaryFolder();
  const folder = await openDataFolder(temporary.path);
  const inTheWay = join(temporary.path, 'ports.json.new');
  await mkdir(inTheWay);
  await expect(folder.keepPort('contoso', 21_234)).rejects.toThrow('EISDIR');

  await rmdir(inTheWay);
  await folder.keepPort('fabrikam', 21_235);
  await folder.close();
  const again = await openDataFolder(temporary.path);
  expect([again.portOf('contoso'), again.portOf('fabrikam')]).toEqual([21_234, 21_235]);
  await again.close();
});

test('a folder that is none, or holds what we cannot read, is refused in one sentence', async () => {
  await using temporary = await temporaryFolder();
  const file = join(temporary.path, 'file');
  await writeFile(file, '');
  const strange = join(temporary.path, 'strange');
  await mkdir(strange);
  await writeFile(join(strange, 'ports.json'), '{"contoso":"http"}');

  for (const path of [file, strange]) {
    await expect(openDataFolder(path)).rejects.toThrow(
      /^The data folder ".*" cannot be used \(.*\): choose another with --data\.$/,
    );
  }
});

test('a hub of any name has a store of its own', async () => {
  await using temporary = await temporaryFolder();
  const folder = await openDataFolder(temporary.path);
  const files = ['lock', 'ports', 'Contoso', 'fabrikam'].map(name => folder.storeFile(name));

  expect(new Set(files).size).toBe(4);
  expect(folder.storeFile('contoso')).toBe(folder.storeFile('Contoso'));
  await folder.close();
});

test('memory keeps nothing', async () => {
  const folder = await openMemoryFolder();

  expect(folder.storeFile('contoso')).toBe(':memory:');
  await folder.close();
});
