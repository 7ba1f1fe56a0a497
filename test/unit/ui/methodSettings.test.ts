import { describe, expect, test } from 'vitest';
import { readMethodSettings } from '../../../src/ui/support/method/methodSettings.ts';

describe('the setting iotHub.methods', () => {
  test('adds methods to those of the product, with defaults', () => {
    const { methods, problems } = readMethodSettings([{ methodName: 'openValve', payload: { percent: 50 } }]);

    expect(problems).toEqual([]);
    expect(methods.map(({ methodName }) => methodName)).toEqual(['rebootDevice', 'lockDoor', 'openValve']);
    expect(methods.at(-1)).toEqual({
      methodName: 'openValve',
      title: 'Open Valve',
      payload: { percent: 50 },
      responseTimeoutInSeconds: 30,
      connectTimeoutInSeconds: 0,
      confirm: true,
      icon: 'symbol-method',
    });
  });

  test('changes a method of the product', () => {
    const { methods } = readMethodSettings([{ methodName: 'lockDoor', payload: { lockTime: '1h' }, confirm: false }]);

    expect(methods).toHaveLength(2);
    expect(methods[1]).toMatchObject({ payload: { lockTime: '1h' }, confirm: false });
  });

  test('leaves out entries that cannot be used, and says which and why', () => {
    const { methods, problems } = readMethodSettings([
      { payload: 1 },
      'openValve',
      { methodName: 'slow', responseTimeoutInSeconds: 4000 },
      { methodName: 'good' },
    ]);

    expect(methods.at(-1)?.methodName).toBe('good');
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('Entry 1: "methodName"');
    expect(problems[2]).toContain('Entry 3: "responseTimeoutInSeconds"');
  });

  test.each([undefined, null, {}, 'openValve'])('that is %j leaves the methods of the product', setting => {
    expect(readMethodSettings(setting).methods).toHaveLength(2);
  });
});
