import type { Expression, Projection, Property, Query } from './syntaxTree.ts';

/** The properties that an answer to the query depends on, each as often as it is named. `SELECT *` names none. */
export function propertiesOf({ select, where, groupBy }: Query): readonly Property[] {
  return [
    ...(select.kind === 'projections' ? select.projections.flatMap(inProjection) : []),
    ...(where ? inExpression(where) : []),
    ...(groupBy ? [groupBy] : []),
  ];
}

function inProjection({ value }: Projection): readonly Property[] {
  if (value.kind === 'property') return [value];
  return value.name === 'COUNT' ? [] : [value.argument];
}

function inExpression(expression: Expression): readonly Property[] {
  switch (expression.kind) {
    case 'property':
      return [expression];
    case 'constant':
      return [];
    case 'comparison':
    case 'arithmetic':
      return [expression.left, expression.right].flatMap(inExpression);
    case 'logical':
      return expression.operands.flatMap(inExpression);
    case 'not':
      return inExpression(expression.operand);
    case 'membership':
      return inExpression(expression.value);
    case 'call':
      return expression.arguments.flatMap(inExpression);
  }
}
