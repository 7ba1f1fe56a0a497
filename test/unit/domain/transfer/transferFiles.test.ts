import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuthenticationType } from '../../../../src/domain/device.ts';
import type { Json } from '../../../../src/domain/json.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import {
  CsvColumns,
  memberOfHeading,
  printCsvHeading,
  printCsvLine,
  readCsvCells,
} from '../../../../src/domain/transfer/csvColumns.ts';
import { type CsvRecord, csvRecords, separatorOf } from '../../../../src/domain/transfer/csvRecords.ts';
import { importModes } from '../../../../src/domain/transfer/importMode.ts';
import { lineObject, parseJsonLine, printJsonLine } from '../../../../src/domain/transfer/jsonLine.ts';
import { describeLineProblem } from '../../../../src/domain/transfer/lineProblem.ts';
import { isLineProblem } from '../../../../src/domain/transfer/readTransferDevice.ts';
import { longestLine, textLines } from '../../../../src/domain/transfer/textLines.ts';
import type { TransferDevice } from '../../../../src/domain/transfer/transferDevice.ts';

const idText = fc.stringMatching(/^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,20}$/);
const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map(bytes => new Secret(Buffer.from(bytes).toString('base64')));
const propertyName = fc
  .string({
    unit: fc.constantFrom('a', 'B', '7', '-', '_', 'ä', '漢', '"', "'", ',', '=', '[', ':'),
    minLength: 1,
    maxLength: 6,
  })
  .filter(name => name !== '');
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter(value => value.isWellFormed());
const leaf = fc.oneof(
  text,
  fc.constantFrom('7', 'true', 'null', '=1+1', "'quoted", '"quoted"', 'a,b', 'two\nlines', '', ' ', '-3', '{}'),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.boolean(),
  fc.array(fc.oneof(text, fc.integer()), { maxLength: 3 }),
) as fc.Arbitrary<Json>;
const members = fc.dictionary(
  propertyName,
  fc.oneof(leaf, fc.dictionary(propertyName, leaf, { maxKeys: 3 })) as fc.Arbitrary<Json>,
  { maxKeys: 4 },
);
const authentication = fc.oneof(
  fc.record({ type: fc.constant<AuthenticationType>('sas'), primaryKey: key, secondaryKey: key }),
  fc.constantFrom<{ type: AuthenticationType }>({ type: 'sas' }, { type: 'certificateAuthority' }, { type: 'none' }),
  fc.record({
    type: fc.constant<AuthenticationType>('selfSigned'),
    primaryThumbprint: fc.stringMatching(/^[0-9A-F]{40}$/),
  }),
);
const device: fc.Arbitrary<TransferDevice> = fc.record(
  {
    id: idText,
    moduleId: idText,
    importMode: fc.constantFrom(...importModes),
    eTag: fc.base64String({ minLength: 4, maxLength: 12 }),
    status: fc.constantFrom('enabled' as const, 'disabled' as const),
    statusReason: text.filter(value => value !== ''),
    authentication,
    twinETag: fc.base64String({ minLength: 4, maxLength: 12 }),
    tags: members,
    desired: members,
    reported: members,
    capabilities: fc.record({ iotEdge: fc.boolean() }),
    deviceScope: idText,
    parentScopes: fc.array(idText, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['id'] },
);

/** With keys in clear, so that they are compared too. */
const plain = (read: ReturnType<typeof parseJsonLine>) => (isLineProblem(read) ? read : lineObject(read));

describe('a line of devices.txt', () => {
  test('read again is the device that was written', () => {
    fc.assert(
      fc.property(device, written => {
        expect(plain(parseJsonLine(printJsonLine(written)))).toEqual(lineObject(written));
      }),
    );
  });

  test('is read as the service writes it, keys excluded, and with members that are unknown', () => {
    const line =
      '{"id":"Device1","eTag":"MA==","status":"enabled","scopeId":"x","authentication":{"symmetricKey":{"primaryKey":null,"secondaryKey":null}}}';

    expect(parseJsonLine(line)).toEqual({
      id: 'Device1',
      eTag: 'MA==',
      status: 'enabled',
      authentication: { type: 'sas' },
    });
  });

  test.each([
    ['{"id":', 'notJson'],
    ['[1]', 'notObject'],
    ['{"status":"enabled"}', 'noId'],
    ['{"id":"a b"}', 'badId'],
    ['{"id":"a","importMode":"explode"}', 'unknownMode'],
    ['{"id":"a","status":"broken"}', 'wrongType'],
    ['{"id":"a","tags":[]}', 'wrongType'],
    ['{"id":"a","tags":{"a.b":1}}', 'twin'],
    ['{"id":"a","authentication":{"type":"SELF_SIGNED"}}', 'wrongType'],
    ['{"id":"a","authentication":{"symmetricKey":{"primaryKey":"AAAA"}}}', 'badKey'],
    ['{"id":"a","authentication":{"x509Thumbprint":{"primaryThumbprint":"12"}}}', 'badThumbprint'],
  ] as const)('%s is refused as %s, in a sentence', (line, kind) => {
    const read = parseJsonLine(line);

    expect(read).toMatchObject({ kind });
    expect(isLineProblem(read) && describeLineProblem(read)).toMatch(/^["\w].*[.]$/s);
  });

  test('that is broken does not show its key in the sentence', () => {
    const read = parseJsonLine('{"id":"a","primaryKey":c2VjcmV0c2VjcmV0}');

    expect(isLineProblem(read) && describeLineProblem(read)).not.toContain('c2Vj');
  });
});

describe('a CSV file', () => {
  test('read again has the devices that were written', async () => {
    const written = fc.array(device, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(written, fc.integer({ min: 1, max: 50 }), async (devices, pieceLength) => {
        expect(await readCsv(printCsv(devices), pieceLength)).toEqual(devices.map(lineOfCells));
      }),
    );
  });

  test('keeps texts that look like numbers, and guards spreadsheets against formulas', () => {
    const csv = printCsv([{ id: '=door', tags: { floor: '3', number: 3, formula: '=1+1' } }]);

    expect(csv).toBe('id,tags.floor,tags.number,tags.formula\r\n"""=door""","""3""",3,"""=1+1"""\r\n');
  });

  test('is understood by headings that people use', () => {
    expect(
      ['deviceId', 'ID', 'tags.floor', 'desired.interval', 'properties.desired.a.b', 'IoTEdge', 'room'].map(
        memberOfHeading,
      ),
    ).toEqual([
      ['id'],
      ['id'],
      ['tags', 'floor'],
      ['properties', 'desired', 'interval'],
      ['properties', 'desired', 'a', 'b'],
      ['capabilities', 'iotEdge'],
      undefined,
    ]);
  });

  test('tells what separates its cells', () => {
    expect(['id;a,b;c', 'id,a', 'id\ta\tb', 'id'].map(separatorOf)).toEqual([';', ',', '\t', ',']);
  });

  test('has records over several lines, each with the number of its first', async () => {
    const records = await collect(csvRecords(pieces('a,"x\ny"\n\nb,c\r\n', 3), ','));

    expect(records.map(({ number, cells }) => [number, cells])).toEqual([
      [1, ['a', 'x\ny']],
      [4, ['b', 'c']],
    ]);
  });

  test('with a quotation mark that is never closed says so', async () => {
    const records = await collect(csvRecords(pieces('a,"x\nb\n', 4), ','));

    expect(records).toMatchObject([{ number: 1, problem: 'unclosedQuote' }]);
  });

  test('with more cells than columns, or a value beside members, is refused', () => {
    expect(readCsvCells(['a', 'b'], [['id']])).toMatchObject({ kind: 'tooManyCells' });
    expect(readCsvCells(['a', '1', '2'], [['id'], ['tags', 'x'], ['tags', 'x', 'y']])).toMatchObject({
      kind: 'conflict',
    });
  });
});

describe('the lines of a text', () => {
  test('come whole, whatever the pieces', async () => {
    const lines = fc.array(fc.stringMatching(/^[a-z ]{0,9}$/), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 9 }), async (texts, length) => {
        const read = await collect(textLines(pieces(`${texts.join('\r\n')}\r\n`, length)));
        expect(read.map(line => line.text)).toEqual(texts);
      }),
    );
  });

  test('that are too long for memory come without their text, and those after them whole', async () => {
    const long = 'x'.repeat(longestLine);
    const read = await collect(textLines(pieces(`a\n${long}${long}\nb`, longestLine)));

    expect(read).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: undefined },
      { number: 3, text: 'b' },
    ]);
  });
});

function printCsv(devices: readonly TransferDevice[]): string {
  const columns = new CsvColumns();
  for (const one of devices) columns.add(one);
  const { paths } = columns;
  return printCsvHeading(paths) + devices.map(one => printCsvLine(one, paths)).join('');
}

async function readCsv(csv: string, pieceLength: number) {
  const [heading, ...rows] = await collect(csvRecords(pieces(csv, pieceLength), ','));
  const mapping = (heading as CsvRecord).cells.map(memberOfHeading);
  return rows.map(({ cells }) => plain(readCsvCells(cells, mapping)));
}

/** What a spreadsheet can hold of a device: an empty section has no cell, and neither has a key that is not told. */
function lineOfCells(one: TransferDevice) {
  const { tags, desired, reported, ...rest } = one;
  const filled = (name: string, section: typeof tags) =>
    section && Object.keys(section).length > 0 ? { [name]: section } : {};
  return lineObject({
    ...rest,
    ...filled('tags', tags),
    ...filled('desired', desired),
    ...filled('reported', reported),
  });
}

async function* pieces(whole: string, length: number): AsyncGenerator<string> {
  for (let from = 0; from < whole.length; from += length) yield whole.slice(from, from + length);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
