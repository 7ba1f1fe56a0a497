import type { DirectMethodCall } from '../../domain/directMethod.ts';

/** A call that is offered: one that was made before, or one of the catalogue. */
export interface HintedCall {
  /** The group under which a picker lists it. */
  readonly group: string;
  readonly icon: string;
  readonly call: DirectMethodCall;
}
