import type { Expression, Projection, Property, Query } from './syntaxTree.ts';

/** The properties that an answer to the query depends on, each as often as it is named. `SELECT *` names none. */
export function propertiesOf({ select, where, groupBy }: Query): readonly Property[] {
  return [
    ...(select.kind === 'projections' ? select.projections.flatMap(inProjection) : []),
    ...(where ? propertiesIn(where) : []),
    ...(groupBy ? [groupBy] : []),
  ];
}

function inProjection({ value }: Projection): readonly Property[] {
  if (value.kind === 'property') return [value];
  return value.name === 'COUNT' ? [] : [value.argument];
}

/** The properties that a condition depends on, each as often as it is named. */
export function propertiesIn(expression: Expression): readonly Property[] {
  switch (expression.kind) {
    case 'property':
      return [expression];
    case 'constant':
      return [];
    case 'comparison':
    case 'arithmetic':
      return [expression.left, expression.right].flatMap(propertiesIn);
    case 'logical':
      return expression.operands.flatMap(propertiesIn);
    case 'not':
      return propertiesIn(expression.operand);
    case 'membership':
      return propertiesIn(expression.value);
    case 'call':
      return expression.arguments.flatMap(propertiesIn);
  }
}
