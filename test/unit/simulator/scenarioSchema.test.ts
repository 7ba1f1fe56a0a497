import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import manifest from '../../../package.json' with { type: 'json' };
import schema from '../../../media/simulatorScenario.schema.json' with { type: 'json' };
import { simulatorScenario } from '../../../src/protocol/simulatorScenario.ts';

test('the schema that editors use for scenario files is the one by which they are read', () => {
  expect(schema).toEqual(z.toJSONSchema(simulatorScenario, { target: 'draft-7', io: 'input' }));
});

test('editors know the schema by the name of the file', () => {
  expect(manifest.contributes.jsonValidation).toContainEqual({
    fileMatch: '*.iothub-simulation.json',
    url: './media/simulatorScenario.schema.json',
  });
});
