import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { LocalHub, runLocalHub, temporaryFolder } from '../support/localHub.ts';
import { SdkDevice } from '../support/sdkDevice.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  if (!child.stdout || !child.stderr) throw new Error('The process has no pipes.');

  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

const run = (...args: readonly string[]) => ended(runLocalHub(args));

test('--help and --version answer on stdout', async () => {
  const help = await run('--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('serve [--data DIR]');

  expect(await run('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

test('a wrong option is one sentence, exit code 1', async () => {
  expect(await run('serve', '--speed', 'x')).toEqual({
    code: 1,
    stdout: '',
    stderr: "Unknown option '--speed'. Try --help.\n",
  });
});

test('a port in use is one sentence, exit code 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  expect(await run('serve', '--data', 'memory', '--hub', `contoso:${port}`)).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is in use: end the program that has it, or choose another with --hub contoso:PORT.\n`,
  });
  server.close();
});

test('a store that cannot be written any more is one sentence, exit code 1', async () => {
  await using folder = await temporaryFolder();
  await using hub = await LocalHub.start({ data: folder.path, mostFileKilobytes: 512 });
  const stderr = text(hub.process.stderr ?? Readable.from([]));

  const registry = hub.registry();
  const createForever = async () => {
    for (let count = 0; ; count++) await registry.create({ deviceId: `door-${count}` });
  };
  await expect(createForever()).rejects.toThrow();
  if (hub.process.exitCode === null) await once(hub.process, 'exit');

  expect(hub.process.exitCode).toBe(1);
  const lines = (await stderr).split('\n').filter(line => !line.startsWith('info: '));
  expect(lines.join('\n')).toMatch(/^The store ".*\.db" cannot be written: .*\. Make room, and start again\.\n$/);
});

test('when the second hub cannot open, the first is not left open', async () => {
  await using other = await LocalHub.start();
  await using folder = await temporaryFolder();
  const args = ['serve', '--data', folder.path, '--hub', 'first'];

  expect(await run(...args, '--hub', `second:${other.hub.port}`)).toMatchObject({ code: 1 });

  await using again = await LocalHub.start({ data: folder.path, args: ['--hub', 'first'] });
  expect(again.hub.name).toBe('first');
});

test('a data folder in use is one sentence, and free again after kill -9', async () => {
  await using folder = await temporaryFolder();
  await using first = await LocalHub.start({ data: folder.path });

  expect(await run('serve', '--data', folder.path)).toEqual({
    code: 1,
    stdout: '',
    stderr: `The data folder "${folder.path}" is in use by another local hub: stop that one, or choose another folder with --data.\n`,
  });

  await first.end('SIGKILL');
  await using second = await LocalHub.start({ data: folder.path });
  expect(second.ready).toEqual(first.ready);
});

test('a store that is none is one sentence, exit code 1', async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, 'hubs'));
  await writeFile(join(folder.path, 'hubs', 'local.db'), 'This is no database, however long it may be.'.repeat(100));

  const { code, stdout, stderr } = await run('serve', '--data', folder.path);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The store ".*local\.db" cannot be read: .*\.\n$/);
});

test('--standard-ports listens on 443 and 8883, or says in one sentence that it may not', async () => {
  const child = runLocalHub(['serve', '--data', 'memory', '--json', '--standard-ports']);
  const exited = ended(child);
  const spoke = await Promise.race([
    once(child.stdout ?? child, 'data').then(() => 'serves'),
    exited.then(() => 'refuses'),
  ]);
  child.kill();

  const { code, stderr } = await exited;
  if (spoke === 'serves') expect(code).toBe(0);
  else expect(stderr).toMatch(/^Port (?:443|8883) (?:needs rights|is in use).* leave out --standard-ports\.\n$/);
});

test('--json prints exactly one line on stdout, and no secret goes to stderr', async () => {
  const child = runLocalHub(['serve', '--data', 'memory', '--json', '--hub', 'contoso', '--hub', 'fabrikam']);
  child.stdout?.once('data', () => child.kill('SIGTERM'));

  const { code, stdout, stderr } = await ended(child);

  expect(code).toBe(0);
  expect(stdout.split('\n')).toHaveLength(2);
  const ready = JSON.parse(stdout) as {
    hubs: { name: string; hostName: string; port: number; connectionString: string }[];
  };
  expect(ready).toMatchObject({ ready: true, hubs: [{ name: 'contoso' }, { name: 'fabrikam' }] });
  for (const { hostName, port, connectionString } of ready.hubs) {
    expect(hostName).toBe(`localhost:${port}`);
    const key = /^HostName=(?<host>[^;]+);SharedAccessKeyName=iothubowner;SharedAccessKey=(?<key>.+)$/.exec(
      connectionString,
    );
    expect(key?.groups?.['host']).toBe(hostName);
    expect(stderr).not.toContain(key?.groups?.['key']);
  }
});

test('without --json nothing goes to stdout', async () => {
  const child = runLocalHub(['serve', '--data', 'memory']);
  child.stderr?.once('data', () => child.kill('SIGINT'));

  expect(await ended(child)).toMatchObject({ code: 0, stdout: '' });
});

test('keys, ports and the authority are stable for a data folder', async () => {
  await using folder = await temporaryFolder();
  await using before = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso', '--hub', 'fabrikam'] });
  await before.end();
  await using after = await LocalHub.start({ data: folder.path, args: ['--hub', 'fabrikam', '--hub', 'contoso'] });

  expect(after.ca).toBe(before.ca);
  expect(after.ready.hubs).toEqual(before.ready.hubs.toReversed());
});

test.skipIf(process.platform === 'win32')(
  'nobody else can read what is kept, also in a folder open to all',
  async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o755);
    await using hub = await LocalHub.start({ data: folder.path, args: ['--hub', 'contoso', '--dps', 'factory'] });
    await hub.createDevice('door');

    const files = await readdir(folder.path, { recursive: true });
    const modes = await Promise.all(
      files.map(async file => [file, (await stat(join(folder.path, file))).mode & 0o077]),
    );
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['catalogue.db', join('hubs', 'contoso.db-wal')]));
  },
);

test('memory keeps nothing, not even its certificates', async () => {
  await using hub = await LocalHub.start();
  await hub.end();

  await expect(readFile(hub.ready.caFile)).rejects.toThrow('ENOENT');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it within 5 s with exit code 0, with devices connected and calls under way',
  async signal => {
    await using hub = await LocalHub.start();
    await using device = await SdkDevice.open(hub, await hub.createDevice('door'));
    await device.send('x');
    const call = hub.serviceClient().invokeDeviceMethod('door', { methodName: 'never', connectTimeoutInSeconds: 60 });
    const failed = call.then(
      () => 'answered',
      () => 'failed',
    );
    const start = performance.now();

    expect(await hub.end(signal)).toBe(0);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(await failed).toBe('failed');
  },
);
