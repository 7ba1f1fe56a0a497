import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LineBatch } from '../../../../src/localHub/iotHub/transfer/blobWorker.ts';
import { CutLines } from '../../../../src/localHub/iotHub/transfer/cutLines.ts';
import { unpackDevice } from '../../../../src/localHub/iotHub/transfer/packedDevice.ts';
import { type Texts, textsReader } from '../../../../src/localHub/iotHub/transfer/texts.ts';
import { readLines } from '../../../../src/localHub/transferWorker/lineReader.ts';
import { splitLines } from '../../../../src/localHub/transferWorker/splitLines.ts';
import { TextsWriter } from '../../../../src/localHub/transferWorker/textsWriter.ts';

describe('the lines of a file', () => {
  test('are the same wherever the network cuts it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(40)), async (texts, cuts) => {
        const lines = texts.map(text => text.replaceAll(/[\r\n]/g, '')).filter(text => text !== '');
        const file = Buffer.from(lines.join('\n'));
        if (file.subarray(0, 3).equals(Buffer.from('\uFEFF'))) return;

        expect(await textsOf(cut(file, cuts))).toEqual(lines);
      }),
    );
  });

  test('may end as Windows ends them, begin with the mark of UTF-8, and lack the last end', async () => {
    expect(await textsOf([Buffer.from('\uFEFF{"a":1}\r\n\r\n{"b":2}')])).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('are passed over as they come when they are too long, with no more of them than their beginning', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const file = [...Array<Buffer>(20).fill(megabyte), Buffer.from('\nshort\n'), megabyte, megabyte, megabyte];
    const lines = await linesOf(file);

    expect(lines.map(({ tooLong, text }) => [tooLong, text.length])).toEqual([
      [true, 200],
      [false, 5],
      [true, 200],
    ]);
  });
});

test('a chunk of the network that has its memory to itself gives it back, one that shares it does not', async () => {
  const alone = Buffer.from(new TextEncoder().encode('{"a":1}\n').buffer);
  const shared = Buffer.from(new TextEncoder().encode('{"b":2}\n{"c":3}\n').buffer, 0, 8);
  async function* parts() {
    for (const bytes of [alone, shared]) yield { bytes, read: 1 };
  }

  for await (const { lines } of splitLines(parts())) expect(lines).toHaveLength(2);
  expect([alone.buffer.detached, shared.buffer.detached]).toEqual([true, false]);
});

describe('texts that a thread hands to another', () => {
  test('come out as they went in, in the memory of earlier ones too', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.string()), (first, second) => {
        const texts = written(first);
        expect(textsIn(texts)).toEqual(first);
        expect(textsIn(written(second, texts))).toEqual(second);
      }),
    );
    const long = ['ä'.repeat(900_000), 'b'];
    expect(textsIn(written(long))).toEqual(long);
  });
});

describe('a line of a device', () => {
  test('comes out of its packing as what the registry stores', async () => {
    const $metadata = { $lastUpdated: '2020-01-01T00:00:00Z' };
    const line = {
      id: 'door',
      status: 'disabled',
      statusReason: 'in\u001Frepair',
      authentication: { type: 'selfSigned', x509Thumbprint: { primaryThumbprint: 'ab'.repeat(20) } },
      tags: { fläche: 3 },
      properties: { desired: { x: 1, $metadata, $version: 9 } },
    };
    const [{ batch, errors } = { batch: undefined, errors: '' }] = await read(JSON.stringify(line));

    expect(errors).toBe('');
    expect(unpackDevice(textsIn(batch?.packed)[0] ?? '')).toMatchObject({
      name: 'door',
      status: 'disabled',
      statusReason: 'in\u001Frepair',
      authenticationType: 'selfSigned',
      primaryKey: null,
      primaryThumbprint: 'AB'.repeat(20),
      secondaryThumbprint: null,
      tags: '{"fläche":3}',
      desired: '{"x":1}',
      desiredMetadata: JSON.stringify($metadata),
      desiredVersion: 9,
      reported: '{}',
      reportedVersion: 1,
    });
  });

  test.each([
    ['is broken off', '{"id":"a"', /Invalid device format in line: \{"id":"a"\. /],
    ['is not UTF-8', Buffer.from('{"id":"a","tags":{"x":"é"}}', 'latin1'), /not UTF-8/],
    ['is UTF-16', Buffer.from('\uFEFF{"id":"a"}', 'utf16le'), /not UTF-8/],
    ['has a key that is none', '{"id":"a","authentication":{"symmetricKey":{"primaryKey":"?"}}}', /base64/],
  ])('that %s is reported and left out', async (_what, text, reason) => {
    const [{ batch, errors } = { batch: undefined, errors: '' }] = await read(text);

    expect(textsIn(batch?.packed)).toEqual([]);
    expect(JSON.parse(errors)).toEqual({ errorCode: 400012, errorStatus: expect.stringMatching(reason) });
  });

  test.each([
    ['of a module', { id: 'a', moduleId: 'm' }],
    ['of an edge device', { id: 'a', capabilities: { iotEdge: true } }],
    ['of a device with a parent', { id: 'a', deviceScope: 'ms-azure-iot-edge://edge-1' }],
    ['that updates', { id: 'a', importMode: 'update' }],
  ])('%s is left to the hub, with its text', async (_what, line) => {
    const [{ batch } = { batch: undefined }] = await read(JSON.stringify(line));

    expect(textsIn(batch?.packed)).toEqual(['']);
    expect(linesIn(batch)).toEqual([JSON.stringify(line)]);
  });
});

function textsIn(texts: Texts | undefined): readonly string[] {
  return texts ? Array.from(texts.ends, (_, index) => textsReader(texts)(index)) : [];
}

function linesIn(batch: LineBatch | undefined): readonly string[] {
  if (!batch) return [];
  const lines = new CutLines(batch.bytes, batch.cuts, '');
  return Array.from({ length: lines.count }, (_, index) => lines.text(index));
}

function written(texts: readonly string[], spent?: Texts): Texts {
  const writer = new TextsWriter(spent);
  for (const text of texts) writer.add(text);
  return writer.end();
}

async function read(text: string | Buffer) {
  return Array.fromAsync(readLines(partsOf([Buffer.from(text)])));
}

async function textsOf(chunks: readonly Buffer[]): Promise<readonly string[]> {
  return (await linesOf(chunks)).map(({ text }) => text);
}

async function linesOf(chunks: readonly Buffer[]) {
  const read = await Array.fromAsync(splitLines(partsOf(chunks)));
  return read.flatMap(({ bytes, lines }) =>
    lines.map(({ start, end, tooLong }) => ({
      tooLong: tooLong !== undefined,
      text: tooLong?.toString() ?? bytes.toString('utf8', start, end),
    })),
  );
}

/** As they come from a network, each in memory of its own, which who reads them may give back. */
async function* partsOf(chunks: readonly Buffer[]) {
  for (const chunk of chunks) yield { bytes: Buffer.from(new Uint8Array(chunk).buffer), read: 1 };
}

function cut(file: Buffer, lengths: readonly number[]): readonly Buffer[] {
  let start = 0;
  const chunks = lengths.map(length => file.subarray(start, (start += length)));
  return [...chunks, file.subarray(start)];
}
