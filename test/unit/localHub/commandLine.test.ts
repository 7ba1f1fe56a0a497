import { expect, test } from 'vitest';
import { help, parseCommandLine } from '../../../src/localHub/commandLine.ts';

const words = (line: string) => line.split(' ').filter(word => word !== '');

test.each([
  ['serve', { hubs: [{ name: 'local' }], dps: [], tier: 'unlimited', standardPorts: false, json: false }],
  ['serve --data memory --json', { data: 'memory', json: true }],
  ['serve --hub contoso --hub fabrikam-2:8443', { hubs: [{ name: 'contoso' }, { name: 'fabrikam-2', port: 8443 }] }],
  ['serve --dps contoso --dps fabrikam:8444', { dps: [{ name: 'contoso' }, { name: 'fabrikam', port: 8444 }] }],
  ['serve --latency east=none', { latenciesMs: new Map([['east', undefined]]) }],
  ['serve --latency east=30 --latency west=5', { latenciesMs: new Map(Object.entries({ east: 30, west: 5 })) }],
  ['serve --tier S3 --standard-ports', { tier: 'S3', standardPorts: true }],
  ['serve --tier B1', { tier: 'B1' }],
  ['--json serve --data=/tmp/x', { data: '/tmp/x', json: true }],
])('%s is understood', (line, options) => {
  expect(parseCommandLine(words(line))).toMatchObject({ kind: 'serve', options });
});

test.each([
  ['', 'Say what to do: serve. Try --help.'],
  ['run', '"run" is no command: there is "serve". Try --help.'],
  ['serve more', '"more" is one word too many. Try --help.'],
  ['serve --speed 9', "Unknown option '--speed'. Try --help."],
  ['serve --data', "Option '--data <value>' argument missing. Try --help."],
  ['serve --tier S4', '"S4" is no tier: there are unlimited, F1, B1, B2, B3, S1, S2, S3. Try --help.'],
  [
    'serve --hub ab',
    '"ab" is no name for a hub: it needs 3 to 50 letters, digits and, between them, dashes. Try --help.',
  ],
  ['serve --hub -contoso', /is ambiguous|no name for a hub/],
  ['serve --hub con_toso', /^"con_toso" is no name for a hub/],
  ['serve --hub contoso:', /^"" is no port for hub "contoso"/],
  ['serve --hub contoso:0', /^"0" is no port for hub "contoso"/],
  ['serve --hub contoso:65536', /^"65536" is no port for hub "contoso"/],
  ['serve --hub contoso:http', /^"http" is no port for hub "contoso"/],
  ['serve --hub contoso --hub Contoso', '"Contoso" is there twice. Try --help.'],
  ['serve --hub one:8443 --hub two:8443', 'Two hubs cannot share port 8443. Try --help.'],
  ['serve --latency east', /^"east" is no latency: it needs a hub's name, "=" and milliseconds/],
  ['serve --dps ab', /^"ab" is no name for a provisioning service/],
  ['serve --dps one:8443 --dps two:8443', 'Two provisioning services cannot share port 8443. Try --help.'],
  ['serve --hub one:8443 --dps two:8443', 'A hub and a provisioning service cannot share port 8443. Try --help.'],
])('"%s" is wrong, in one sentence', (line, sentence) => {
  expect(parseCommandLine(words(line))).toEqual({
    kind: 'wrong',
    sentence: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  });
});

test('help and version come before what is wrong', () => {
  expect(parseCommandLine(['--help', 'whatever'])).toEqual({ kind: 'help' });
  expect(parseCommandLine(['-v'])).toEqual({ kind: 'version' });
  expect(help).toContain('--standard-ports');
});
