/**
 * What a query says, as immutable plain objects. Names are canonical (`DeviceId` is `deviceId`, `devices.tags.x` is
 * `tags.x`), so that equal meaning gives an equal tree wherever the language has two spellings.
 */
import type { FunctionName } from './functions.ts';

export type Collection = 'devices' | 'devices.modules' | 'devices.jobs';

export interface Query {
  readonly kind: 'query';
  /** The most rows to give: `TOP n`. */
  readonly top?: number;
  readonly select: Selection;
  readonly from: Collection;
  readonly where?: Expression;
  readonly groupBy?: Property;
}

export type Selection =
  | { readonly kind: 'everything' }
  | { readonly kind: 'projections'; readonly projections: readonly Projection[] };

export interface Projection {
  readonly kind: 'projection';
  readonly value: Property | Aggregate;
  readonly alias?: string;
}

export type Aggregate =
  | { readonly kind: 'aggregate'; readonly name: 'COUNT' }
  | { readonly kind: 'aggregate'; readonly name: 'AVG' | 'SUM' | 'MIN' | 'MAX'; readonly argument: Property };

/** `properties.reported.x` is `['properties', 'reported', 'x']`. */
export interface Property {
  readonly kind: 'property';
  readonly path: readonly string[];
}

/** What can be written down in a query. It has no objects. */
export type Literal = string | number | boolean | null | readonly Literal[];

/** `undefined` is a constant of the language, and not `null`. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: Literal | undefined;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type LogicalOperator = 'AND' | 'OR';
export type MembershipOperator = 'IN' | 'NIN';

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `a AND b AND c` has three operands, `(a AND b) AND c` has two. */
export interface Logical {
  readonly kind: 'logical';
  readonly operator: LogicalOperator;
  readonly operands: readonly Expression[];
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Expression;
}

export interface Membership {
  readonly kind: 'membership';
  readonly operator: MembershipOperator;
  readonly value: Expression;
  readonly candidates: readonly Literal[];
}

export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly arguments: readonly Expression[];
}

export type Expression = Constant | Property | Comparison | Arithmetic | Logical | Not | Membership | Call;
