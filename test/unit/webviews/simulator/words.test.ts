import { describe, expect, test } from 'vitest';
import { deviceRunStates } from '../../../../src/protocol/simulatorRun.ts';
import { describeState, stateAppearance } from '../../../../src/webviews/simulator/deviceState.ts';
import { describeSize, isPreview, previewMessage } from '../../../../src/webviews/simulator/messagePreview.ts';
import { announceRun, summarizeRun } from '../../../../src/webviews/simulator/runSummary.ts';

const totals = { devices: 3, states: { connected: 1, stopped: 2 }, sent: 3456, failed: 1, methods: 1 } as const;

describe('the state of a device', () => {
  test('has a word and an icon of its own', () => {
    const appearances = deviceRunStates.map(stateAppearance);

    expect(new Set(appearances.map(({ word }) => word)).size).toBe(deviceRunStates.length);
    expect(new Set(appearances.map(({ icon }) => icon)).size).toBe(deviceRunStates.length);
  });

  test('comes with its reason', () => {
    const row = {
      deviceId: 'a',
      state: 'reconnecting',
      problem: 'The hub does not answer.',
      sent: 0,
      failed: 0,
    } as const;

    expect(describeState(row)).toBe('not connected: The hub does not answer.');
  });
});

describe('a run', () => {
  test('is summed up in a line', () => {
    expect(summarizeRun(totals)).toBe(
      `1 connected, 2 stopped · ${(3456).toLocaleString()} messages sent, 1 failed · 1 method call`,
    );
  });

  test('says so when there is nothing to sum up', () => {
    expect(summarizeRun({ ...totals, devices: 0 })).toBe('No device is simulated.');
  });

  test('is announced by who runs, not by what is sent', () => {
    expect(announceRun(totals)).toBe('1 device simulated, 1 connected');
  });
});

describe('the preview', () => {
  test('shows the next message and its size', () => {
    const preview = previewMessage('{"id": "{{deviceId}}", "n": {{counter}}}', 'door-017', 5);

    expect(preview).toEqual({ text: '{\n  "id": "door-017",\n  "n": 5\n}', sizeInBytes: 23 });
  });

  test('shows where the template is wrong', () => {
    expect(previewMessage('{"n": }', 'door-017', 1)).toMatchObject({ line: 1, column: 7 });
  });

  test('refuses what the hub would refuse', () => {
    const preview = previewMessage(`{"n": "${'ä'.repeat(200_000)}"}`, 'door-017', 1);

    expect(isPreview(preview)).toBe(false);
  });

  test.each([
    [25, /^25 bytes, counted as 1 message of 4 KB$/],
    [4097, /counted as 2 messages/],
  ])('says how %i bytes count', (size, words) => {
    expect(describeSize(size)).toMatch(words);
  });
});
