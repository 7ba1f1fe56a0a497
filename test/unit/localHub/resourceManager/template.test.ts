import { describe, expect, test } from 'vitest';
import { evaluateText, resolve } from '../../../../src/localHub/resourceManager/template/evaluate.ts';
import { NotYetKnown } from '../../../../src/localHub/resourceManager/template/templateFault.ts';
import { templateSchema } from '../../../../src/localHub/resourceManager/template/templateDocument.ts';
import { templateScope } from '../../../../src/localHub/resourceManager/template/templateScope.ts';

const subscription = '/subscriptions/s';
const plant = `${subscription}/resourceGroups/plant`;

const template = templateSchema.parse({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  variables: {
    hub: "[toLower(parameters('name'))]",
    nested: { list: [1, 2, "[variables('hub')]"] },
    round: "[concat(variables('and'), '!')]",
    and: "[variables('round')]",
    copy: [{ name: 'doors', count: 3, input: "[format('door-{0}', copyIndex('doors', 1))]" }],
  },
  functions: [
    {
      namespace: 'plant',
      members: {
        label: {
          parameters: [{ name: 'of', type: 'string' }],
          output: { type: 'string', value: "[concat('#', parameters('of'))]" },
        },
      },
    },
  ],
  resources: [],
});

const scope = templateScope(
  template,
  { name: 'FABRIKAM', count: 3 },
  {
    subscriptionId: 's',
    tenantId: 't',
    endpoint: 'https://localhost:1',
    group: { name: 'plant', location: 'westeurope', tags: {} },
    deploymentName: 'first',
    nowMs: Date.UTC(2026, 10, 20, 10),
    find: async id =>
      id.endsWith('/known')
        ? {
            id,
            name: 'known',
            type: 'Microsoft.Devices/IotHubs',
            location: 'westeurope',
            properties: { hostName: 'localhost:2' },
          }
        : undefined,
    idOfName: name => (name === 'known' ? `${plant}/providers/Microsoft.Devices/IotHubs/known` : undefined),
    list: async (id, operation) => ({ primaryKey: `${operation} of ${id.split('/').at(-1)}` }),
  },
);

describe('an expression is evaluated', () => {
  test.each<[string, unknown]>([
    ['plain text', 'plain text'],
    ['[[not one]', '[not one]'],
    ["[concat('it''s ', parameters('count'))]", "it's 3"],
    ["[variables('HUB')]", 'fabrikam'],
    ["[variables('nested').list[2]]", 'fabrikam'],
    ["[variables('doors')]", ['door-1', 'door-2', 'door-3']],
    ["[plant.label('x')]", '#x'],
    ["[resourceId('Microsoft.Devices/IotHubs', 'a')]", `${plant}/providers/Microsoft.Devices/IotHubs/a`],
    [
      "[resourceId('other', 'Microsoft.Storage/storageAccounts/blobServices/containers', 'a', 'default', 'b')]",
      `${subscription}/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/b`,
    ],
    [
      "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')]",
      `${subscription}/providers/Microsoft.Authorization/roleDefinitions/r`,
    ],
    ['[resourceGroup().location]', 'westeurope'],
    ['[subscription().tenantId]', 't'],
    ['[deployment().name]', 'first'],
    ["[reference('known').hostName]", 'localhost:2'],
    ["[reference(resourceId('Microsoft.Devices/IotHubs', 'known'), '2023-06-30', 'Full').location]", 'westeurope'],
    ["[listKeys(resourceId('Microsoft.Devices/IotHubs', 'known'), '2023-06-30').primaryKey]", 'listKeys of known'],
    ["[if(equals(parameters('count'), 3), 'three', reference('nothing'))]", 'three'],
    ["[and(true(), not(false()), less(1, 2), greaterOrEquals('b', 'a'))]", true],
    [
      "[union(createObject('a', 1, 'b', createObject('c', 2)), createObject('b', createObject('d', 3)))]",
      { a: 1, b: { c: 2, d: 3 } },
    ],
    ["[join(split('a,b', ','), '-')]", 'a-b'],
    ["[substring('hello', 1, 3)]", 'ell'],
    ["[padLeft(7, 3, '0')]", '007'],
    ["[contains(createArray('a', 'b'), 'b')]", true],
    ['[first(skip(range(5, 3), 1))]', 6],
    ["[coalesce(null(), 'x')]", 'x'],
    ['[div(mod(17, 10), 2)]', 3],
    ["[string(createObject('a', true()))]", '{"a":true}'],
    ["[base64ToString(base64('x'))]", 'x'],
    ["[uriComponent('a b')]", 'a%20b'],
    ['[length(uniqueString(resourceGroup().id))]', 13],
    ["[guid('plant')]", expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)],
    ["[utcNow('yyyy-MM-dd')]", '2026-11-20'],
  ])('%s', async (text, value) => {
    expect(await evaluateText(text, scope)).toEqual(value);
  });
});

describe('an expression is refused', () => {
  test.each([
    ["[nonsense('x')]", /'nonsense' is not one that this resource manager evaluates/],
    ["[concat('x']", /not valid: there is its end/],
    ["[concat('x') y]", /not valid: there is y/],
    ['[concat(#)]', /cannot be read at position 8/],
    ["[parameters('other')]", /parameter 'other' is not found/],
    ["[variables('nested').other]", /'other' doesn't exist, available properties are 'list'/],
    ['[toLower(1)]', /'toLower' needs a text as parameter 1/],
    ['[copyIndex()]', /not in a loop/],
    ["[substring('abc', 2, 5)]", /reaches beyond/],
    ["[format('{0:N2}', 1)]", /knows only/],
    ["[variables('round')]", /Circular dependency detected on variable: 'round'/],
    ['[range(0, 2147483647)]', /'range' gives 0 to 10000 numbers, not 2147483647/],
    ["[padLeft('a', 2147483647)]", /'padLeft' makes texts of 131072 characters at most/],
    ["[uri('nowhere', 'a')]", /'uri' needs an address, not 'nowhere'/],
    ["[uriComponentToString('%')]", /'uriComponentToString' needs a text that is URL-encoded/],
    ["[resourceId('Microsoft.Devices/IotHubs', 'a', 'b')]", /as many names/],
    ["[reference('unnamed')]", /'unnamed' is not defined in the template/],
  ])('%s', async (text, message) => {
    await expect(evaluateText(text, scope)).rejects.toThrow(message);
  });
});

test('a loop of a property has 800 turns at most', async () => {
  const value = { copy: [{ name: 'rules', count: 2_147_483_647, input: 'x' }] };

  await expect(resolve(value, scope)).rejects.toThrow(/The loop 'rules' has 2147483647 turns, and can have 0 to 800/);
});

test('a loop of a property is unrolled, and what is not there yet is kept as it is written, if asked', async () => {
  const value = {
    copy: [{ name: 'rules', count: "[parameters('count')]", input: { priority: "[add(100, copyIndex('rules'))]" } }],
    host: "[reference(resourceId('Microsoft.Devices/IotHubs', 'coming')).hostName]",
  };

  await expect(resolve(value, scope)).rejects.toThrow(NotYetKnown);
  expect(await resolve(value, scope, { keepUnknown: true })).toEqual({
    host: value.host,
    rules: [{ priority: 100 }, { priority: 101 }, { priority: 102 }],
  });
});
