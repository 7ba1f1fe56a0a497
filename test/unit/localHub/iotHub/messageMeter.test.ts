import { expect, test } from 'vitest';
import { MessageMeter } from '../../../../src/localHub/iotHub/messageMeter.ts';
import { SettingTable } from '../../../../src/localHub/store/settingTable.ts';
import { Store } from '../../../../src/localHub/store/store.ts';

const noon = Date.UTC(2026, 10, 27, 12);
const twelveHours = 12 * 3_600_000;

async function openMeter() {
  const store = await Store.open(':memory:');
  const clock = { ms: noon };
  const open = () => new MessageMeter({ store, settings: new SettingTable(store), now: () => clock.ms });
  return { store, clock, open };
}

test('a message counts for each block that it begins, and at least for one', async () => {
  const { open } = await openMeter();
  const meter = open();

  for (const bytes of [0, 1, 4096, 4097, 256 * 1024]) meter.add(bytes);

  expect(meter.today()).toBe(1 + 1 + 1 + 2 + 64);
});

test('on a free hub blocks are shorter', async () => {
  const { open } = await openMeter();
  const meter = open();
  meter.blockBytes = 512;

  meter.add(4096);

  expect(meter.today()).toBe(8);
});

test('the count survives a restart, and begins anew at midnight UTC', async () => {
  const { store, clock, open } = await openMeter();
  open().add(1);
  await store.committed();

  const reopened = open();
  expect(reopened.today()).toBe(1);
  clock.ms += twelveHours - 1;
  expect(reopened.today()).toBe(1);
  clock.ms += 1;
  expect(reopened.today()).toBe(0);
});
