import { expect, test } from 'vitest';
import type { Json } from '../../../../src/domain/json.ts';
import { functionNames, functions, type FunctionName } from '../../../../src/domain/query/functions.ts';

test.each<[FunctionName, readonly (Json | undefined)[], Json | undefined]>([
  ['IS_DEFINED', [null], true],
  ['IS_DEFINED', [undefined], false],
  ['STARTSWITH', ['door-17', 'door'], true],
  ['STARTS_WITH', ['door-17', 'Door'], false],
  ['ENDSWITH', ['door-17', '17'], true],
  ['ENDS_WITH', ['door-17', '1'], false],
  ['CONTAINS', ['door-17', 'r-1'], true],
  ['INDEX_OF', ['door-17', '-'], 4],
  ['INDEX_OF', ['door-17', 'x'], -1],
  ['ARRAY_CONTAINS', [[1, 'a'], 'a'], true],
  ['ARRAY_CONTAINS', [[1, 'a'], '1'], false],
  ['LENGTH', ['door'], 4],
  ['LOWER', ['Door'], 'door'],
  ['UPPER', ['Door'], 'DOOR'],
  ['SUBSTRING', ['door-17', 5], '17'],
  ['SUBSTRING', ['door-17', 0, 4], 'door'],
  ['SUBSTRING', ['door', 4], ''],
  ['SUBSTRING', ['door', 5], undefined],
  ['SUBSTRING', ['door', -1], undefined],
  ['SUBSTRING', ['door', 0, 1.5], undefined],
  ['CONCAT', ['a', 'b', 'c'], 'abc'],
  ['CONCAT', ['a', 1], undefined],
  ['ABS', [-2], 2],
  ['EXP', [0], 1],
  ['EXP', [1e9], undefined],
  ['SQUARE', [3], 9],
  ['CEILING', [1.2], 2],
  ['FLOOR', [1.8], 1],
  ['SIGN', [-7], -1],
  ['SQRT', [9], 3],
  ['SQRT', [-1], undefined],
  ['POWER', [2, 10], 1024],
  ['POWER', [0, -1], undefined],
  ['AS_NUMBER', ['87.5'], 87.5],
  ['AS_NUMBER', [7], 7],
  ['AS_NUMBER', [''], undefined],
  ['AS_NUMBER', ['seven'], undefined],
  ['IS_ARRAY', [[]], true],
  ['IS_ARRAY', [{}], false],
  ['IS_BOOL', [false], true],
  ['IS_NULL', [null], true],
  ['IS_NULL', [undefined], false],
  ['IS_NUMBER', [0], true],
  ['IS_OBJECT', [{}], true],
  ['IS_OBJECT', [[]], false],
  ['IS_PRIMITIVE', [null], true],
  ['IS_PRIMITIVE', [undefined], false],
  ['IS_STRING', [''], true],
])('%s of %j is %j', (name, args, result) => {
  expect(functions[name].apply(...args)).toBe(result);
});

test.each(functionNames.filter(name => !name.startsWith('IS_')))('%s of a missing property has no answer', name => {
  const args = Array.from({ length: functions[name].least }, () => undefined);

  expect(functions[name].apply(...args)).toBeUndefined();
});
