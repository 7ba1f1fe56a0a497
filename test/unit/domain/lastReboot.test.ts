import { expect, test } from 'vitest';
import { lastReboot } from '../../../src/domain/lastReboot.ts';

test.each([
  ['the Python tutorial', { rebootTime: '2026-11-20 10:40:12.000001' }, '2026-11-20 10:40:12.000001'],
  ['the Node tutorial', { iothubDM: { reboot: { lastReboot: '2026-11-20T10:40:12Z' } } }, '2026-11-20T10:40:12Z'],
  [
    'the newest sample',
    { iothubDM: { reboot: { startedRebootTime: '2026-11-20T10:41:00Z' } } },
    '2026-11-20T10:41:00Z',
  ],
])('the last reboot is found where %s reports it', (_, reported, time) => {
  expect(lastReboot(reported)).toBe(time);
});

test.each([
  {},
  { rebootTime: null },
  { rebootTime: 1763635212 },
  { rebootTime: {} },
  { iothubDM: 'x' },
  { iothubDM: { reboot: null } },
  { iothubDM: { reboot: [] } },
])('%j tells of no reboot', reported => {
  expect(lastReboot(reported)).toBeUndefined();
});

test('a value that is no text does not hide one that is', () => {
  expect(lastReboot({ rebootTime: null, iothubDM: { reboot: { lastReboot: 'today' } } })).toBe('today');
});
