import * as fc from 'fast-check';
import { functionNames, functions } from '../../../../src/domain/query/functions.ts';
import type { Aggregate, Expression, Literal, Property, Query } from '../../../../src/domain/query/syntaxTree.ts';

const memberName = fc.oneof(
  fc.constantFrom('floor', 'group', 'AND', '$version', 'a b', 'my-tag', '3rd', 'größe', '.', "it's"),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }).filter(name => !name.includes(']')),
);

const property: fc.Arbitrary<Property> = fc
  .tuple(fc.constantFrom('deviceId', 'tags', 'properties', 'capabilities'), fc.array(memberName, { maxLength: 3 }))
  .map(([root, members]) => ({ kind: 'property', path: [root, ...members] }));

const literal = fc.letrec<{ literal: Literal }>(tie => ({
  literal: fc.oneof(
    { maxDepth: 2 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('literal'), { minLength: 1, maxLength: 3 }),
  ),
})).literal;

/** Every tree that a parser could build, so also operands that need parentheses. */
const expression = fc.letrec<{ expression: Expression }>(tie => {
  const operand = tie('expression');
  const constant = fc.oneof(literal, fc.constant(undefined)).map(value => ({ kind: 'constant', value }) as const);

  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      property,
      constant,
      fc.record({
        kind: fc.constant('comparison' as const),
        operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
        left: operand,
        right: operand,
      }),
      fc.record({
        kind: fc.constant('arithmetic' as const),
        operator: fc.constantFrom('+', '-', '*', '/', '%'),
        left: operand,
        right: operand,
      }),
      fc.record({
        kind: fc.constant('logical' as const),
        operator: fc.constantFrom('AND', 'OR'),
        operands: fc.array(operand, { minLength: 2, maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operand }),
      fc.record({
        kind: fc.constant('membership' as const),
        operator: fc.constantFrom('IN', 'NIN'),
        value: operand,
        candidates: fc.array(literal, { minLength: 1, maxLength: 3 }),
      }),
      fc.constantFrom(...functionNames).chain(name =>
        fc.record({
          kind: fc.constant('call' as const),
          name: fc.constant(name),
          arguments: fc.array(functions[name].takesProperty ? property : operand, {
            minLength: functions[name].least,
            maxLength: Math.min(functions[name].most, 4),
          }),
        }),
      ),
    ),
  };
}).expression;

const aggregate: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.constant({ kind: 'aggregate', name: 'COUNT' } as const),
  fc.record({
    kind: fc.constant('aggregate' as const),
    name: fc.constantFrom('AVG', 'SUM', 'MIN', 'MAX'),
    argument: property,
  }),
);

const projection = fc.record(
  {
    kind: fc.constant('projection' as const),
    value: fc.oneof(property, aggregate),
    alias: fc.constantFrom('n', 'numberOfDevices', '_1'),
  },
  { requiredKeys: ['kind', 'value'] },
);

/** Any query on devices that the language can say. */
export const arbitraryQuery: fc.Arbitrary<Query> = fc.record(
  {
    kind: fc.constant('query' as const),
    top: fc.integer({ min: 1 }),
    select: fc.oneof(
      fc.constant({ kind: 'everything' } as const),
      fc.record({
        kind: fc.constant('projections' as const),
        projections: fc.array(projection, { minLength: 1, maxLength: 3 }),
      }),
    ),
    from: fc.constant('devices' as const),
    where: expression,
    groupBy: property,
  },
  { requiredKeys: ['kind', 'select', 'from'] },
);
