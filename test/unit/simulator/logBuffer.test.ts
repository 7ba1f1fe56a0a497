import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogLine } from '../../../src/protocol/simulatorRun.ts';
import { LogBuffer, type LogLines } from '../../../src/simulator/logBuffer.ts';

test('a log keeps its newest lines and says how many it dropped', () => {
  const log = filled(3, 5);

  expect(texts(log.all())).toEqual(['3', '4', '5']);
  expect(log.all().dropped).toBe(2);
});

test('new lines are taken once, the newest if there are too many', () => {
  const log = filled(10, 4);

  expect(log.takeNew(3)).toMatchObject({ dropped: 1 });
  expect(texts(log.takeNew(3))).toEqual([]);
  log.add(line('5'));
  expect(texts(log.takeNew(3))).toEqual(['5']);
});

test('a cleared log has nothing, and has dropped nothing', () => {
  const log = filled(3, 5);
  log.clear();

  expect(log.all()).toEqual({ lines: [], dropped: 0 });
});

test('lines taken and dropped add up to those that were made', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(12), { maxLength: 8 }), (capacity, bursts) => {
      const log = new LogBuffer(capacity);
      for (const burst of bursts) {
        for (let made = 0; made < burst; made += 1) log.add(line(String(made)));
        const { lines, dropped } = log.takeNew(4);
        expect(lines.length + dropped).toBe(burst);
        expect(lines.length).toBe(Math.min(burst, 4, capacity));
      }
    }),
  );
});

function filled(capacity: number, lines: number): LogBuffer {
  const log = new LogBuffer(capacity);
  for (let made = 1; made <= lines; made += 1) log.add(line(String(made)));
  return log;
}

function line(text: string): LogLine {
  return { atMs: 0, kind: 'connection', deviceId: 'door-017', text };
}

function texts({ lines }: LogLines): string[] {
  return lines.map(({ text }) => text);
}
