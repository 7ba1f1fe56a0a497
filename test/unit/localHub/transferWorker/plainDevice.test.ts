import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CutLines, cutsOfLine } from '../../../../src/localHub/iotHub/transfer/cutLines.ts';
import { type PackedDevice, packDevice, unpackDevice } from '../../../../src/localHub/iotHub/transfer/packedDevice.ts';
import { readImportedDevice } from '../../../../src/localHub/iotHub/transfer/importedDevice.ts';
import { PlainDevices } from '../../../../src/localHub/transferWorker/plainDevice.ts';

const now = '2026-11-20T10:00:00.000Z';
const stamp = '"$metadata":{"$lastUpdated":"2020-01-01T00:00:00Z"},"$version":7';
const key = Buffer.alloc(32, 7).toString('base64');
const exported = `{"id":"door","eTag":"MQ==","status":"disabled","statusReason":"broken","authentication":{"symmetricKey":{"primaryKey":"${key}","secondaryKey":"${key}"},"x509Thumbprint":{"primaryThumbprint":null,"secondaryThumbprint":null},"type":"sas"},"twinETag":"AA==","tags":{"floor":3,"at":{"room":"a b"}},"properties":{"desired":{"x":[1,-2.5,true],${stamp}},"reported":{${stamp}}},"capabilities":{"iotEdge":false}}`;

test('a line as services write it is read without being parsed', () => {
  expect(cut(exported)).toEqual(parsed(exported));
});

test('members may be in another order', () => {
  const line = `{"capabilities":{"iotEdge":false},"tags":{"x":1},"id":"door","authentication":{"type":"sas","symmetricKey":{"secondaryKey":"${key}","primaryKey":"${key}"}}}`;
  expect(cut(line)).toEqual(parsed(line));
});

test('keys of other lengths than those that services make are read, too', () => {
  const longKey = Buffer.alloc(64, 7).toString('base64');
  const line = `{"id":"door","authentication":{"symmetricKey":{"primaryKey":"${longKey}","secondaryKey":"${longKey}"}}}`;
  expect(cut(line)).toEqual(parsed(line));
});

test('a line without twin has that of a new device', () => {
  const line = `{"id":"door","authentication":{"type":"selfSigned","x509Thumbprint":{"primaryThumbprint":"${'AB'.repeat(20)}"}}}`;
  expect(cut(line)).toEqual(parsed(line));
});

test.each([
  ['a space', '"tags":{"x": 1}'],
  ['an escape', String.raw`"tags":{"x":"\u00e9"}`],
  ['a letter beyond ASCII', '"tags":{"x":"é"}'],
  ['a key twice', '"tags":{"x":1,"x":2}'],
  ['a null', '"tags":{"x":null}'],
  ['an exponent', '"tags":{"x":1e3}'],
  ['a zero at the end of a fraction', '"tags":{"x":1.0}'],
  ['a minus before zero', '"tags":{"x":-0}'],
  ['a number of many digits', '"tags":{"x":4503599627370496}'],
  ['a key with a point', '"tags":{"x.y":1}'],
  ['a key of the service', '"tags":{"$x":1}'],
  ['a property whose key has a dollar sign', `"properties":{"desired":{"x$":1,${stamp}}}`],
  ['a text that is too long', `"tags":{"x":"${'x'.repeat(4097)}"}`],
  ['a section that may be too large', `"tags":{"x":[${'1,'.repeat(1100)}1]}`],
  ['objects that may be too deep', `"tags":${'{"x":'.repeat(10)}1${'}'.repeat(10)}`],
  ['properties without metadata', '"properties":{"desired":{"x":1}}'],
  ['metadata without a time', '"properties":{"desired":{"$metadata":{},"$version":1}}'],
  ['a version that is none', '"properties":{"desired":{"$metadata":{"$lastUpdated":"x"},"$version":1.5}}'],
  ['members after those of the service', `"properties":{"desired":{${stamp},"x":1}}`],
  ['an edge device', '"capabilities":{"iotEdge":true}'],
  ['a module', '"moduleId":"camera"'],
  ['parents', '"parentScopes":["ms-azure-iot-edge://gate-1"]'],
  ['a mode that creates nothing', '"importMode":"delete"'],
  ['a mode in another case', '"importMode":"CREATE"'],
  ['a status that is none', '"status":"broken"'],
  ['a member twice', '"status":"enabled","status":"enabled"'],
  ['a key that is no base64', `"authentication":{"symmetricKey":{"primaryKey":"${'?'.repeat(43)}="}}`],
  ['a key that is too short', `"authentication":{"symmetricKey":{"primaryKey":"AAAA"}}`],
  ['a type that is none', '"authentication":{"type":"SAS"}'],
])('%s is left to others', (_what, members) => {
  expect(cut(`{"id":"door",${members}}`)).toBeUndefined();
});

test.each(['', '{', '{"id":"door"', '{"id":"door"}x', '{"id":"door",}', '{"id":"do or"}', '{}', 'null', '"id"'])(
  'the line %j is left to others',
  line => expect(cut(line)).toBeUndefined(),
);

test('whatever is read so is read as JSON.parse and all rules read it', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).map(value => ({ value, own: 1 }));
  const text = fc.oneof(fc.constant('a'), fc.string({ maxLength: 5 }), fc.stringMatching(/^[\w-]{1,8}$/));
  const members = fc.dictionary(text, fc.oneof(fc.integer(), fc.double(), fc.boolean(), text, json), { maxKeys: 4 });
  const device = fc.record({ tags: members, desired: members, $version: fc.integer({ min: 0, max: 1e9 }) });

  fc.assert(
    fc.property(device, ({ tags, desired, $version }) => {
      const $metadata = { $lastUpdated: now };
      const sas = { type: 'sas', symmetricKey: { primaryKey: key, secondaryKey: key } };
      const properties = { desired: { ...desired, $metadata, $version } };
      const line = JSON.stringify({ id: 'door', authentication: sas, tags, properties });
      const device = cut(line);
      if (device !== undefined) expect(device).toEqual(parsed(line));
    }),
  );
});

function cut(line: string): PackedDevice | undefined {
  const bytes = Buffer.from(`before\n${line}`);
  const cuts = new Int32Array(cutsOfLine);
  const isPlain = new PlainDevices().cut(bytes, { start: 7, end: bytes.byteLength }, cuts, 0);
  const lines = new CutLines(new Uint8Array(bytes), cuts, now);
  expect(lines.text(0)).toBe(line);
  expect(lines.device(0) !== undefined).toBe(isPlain);
  return lines.device(0);
}

function parsed(line: string): PackedDevice | undefined {
  return unpackDevice(packDevice(readImportedDevice(line), now));
}
