import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { catalogueSteps } from '../../../../src/localHub/store/catalogueTable.ts';
import { ResourceTable } from '../../../../src/localHub/store/resourceTable.ts';
import { Store } from '../../../../src/localHub/store/store.ts';

const schema = z.string();

async function openTable(...ids: readonly string[]) {
  const table = new ResourceTable(await Store.open(':memory:', catalogueSteps));
  for (const id of ids) table.put(id, `document of ${id}`);
  return { table, listed: (path: string) => table.list(path, schema).map(({ id }) => id) };
}

test('a list has the children of a path, and neither their children nor those of a path that begins alike', async () => {
  const { listed } = await openTable('/s/a', '/s/a/x', '/s/b', '/s/a-more', '/s/a-more/y');

  expect(listed('/s')).toEqual(['/s/a', '/s/a-more', '/s/b']);
  expect(listed('/s/a')).toEqual(['/s/a/x']);
});

test('case does not count in ids', async () => {
  const { table, listed } = await openTable('/s/Group');

  expect(table.get('/S/group', schema)?.id).toBe('/s/Group');
  expect(listed('/S')).toEqual(['/s/Group']);
});

test('what is put again has another etag', async () => {
  const { table } = await openTable('/s/a');

  table.put('/s/A', 'changed');

  expect(table.get('/s/a', schema)).toEqual({ id: '/s/a', document: 'changed', etag: 2 });
});

test('with a resource all below it goes, and nothing beside it', async () => {
  const { table, listed } = await openTable('/s/a', '/s/a/x', '/s/a/x/y', '/s/ab');

  expect(table.remove('/s/A')).toBe(true);

  expect(listed('/s')).toEqual(['/s/ab']);
  expect(listed('/s/a/x')).toEqual([]);
  expect(table.remove('/s/a')).toBe(false);
});
