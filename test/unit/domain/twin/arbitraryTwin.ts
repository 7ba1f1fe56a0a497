import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../../src/domain/json.ts';
import type { TwinContent } from '../../../../src/domain/twin/twinContent.ts';

/** Few keys and values, so that two twins often have the same ones. */
const key = fc.constantFrom('floor', 'door', 'lock', '__proto__', 'ü');
const leaf: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(true, 1, 2, 'a', 'b', [], [1, { a: null }]);

const { object } = fc.letrec<{ object: JsonObject; value: Json }>(tie => ({
  object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(entries => Object.fromEntries(entries)),
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('object')),
}));

/** Content without `null` members, as a hub keeps it. */
export const arbitraryContent: fc.Arbitrary<TwinContent> = fc.record({ tags: object, desired: object });
