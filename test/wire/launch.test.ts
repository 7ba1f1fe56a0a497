import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { launchLocalHub, LocalHubLaunchError } from '../../src/localHub/launch.ts';
import { localHubScript as scriptFile, temporaryFolder } from '../support/localHub.ts';
import { projectFolder } from '../support/projectFolder.ts';

test('a launched hub serves, logs, and ends when it is stopped', async () => {
  await using folder = await temporaryFolder();
  const lines: string[] = [];
  const options = {
    scriptFile,
    dataFolder: folder.path,
    hubs: ['contoso', 'fabrikam'],
    dps: ['factory'],
    tier: 'S1',
    log: (line: string) => lines.push(line),
  } as const;

  const hub = await launchLocalHub(options);
  expect(hub.ready.hubs.map(({ name }) => name)).toEqual(['contoso', 'fabrikam']);
  expect(hub.ready.provisioning?.map(({ name }) => name)).toEqual(['factory']);
  await hub.stop();
  await hub.stop();

  expect(await hub.exited).toMatchObject({ code: 0 });
  expect(lines.join()).toContain('Hub "contoso" serves at localhost:');
  expect(lines.join()).not.toContain('SharedAccessKey');
});

test('a hub that cannot start fails with its own sentence', async () => {
  await using folder = await temporaryFolder();
  const options = { scriptFile, dataFolder: folder.path, log: () => undefined };
  const first = await launchLocalHub({ ...options, hubs: ['contoso'] });

  const second = launchLocalHub({ ...options, hubs: ['contoso'] });

  await expect(second).rejects.toThrow(LocalHubLaunchError);
  await expect(second).rejects.toThrow(/is in use by another local hub/);
  await first.stop();
});

test('a script that is none fails with what Node says of it', async () => {
  const options = {
    scriptFile: join(projectFolder, 'nowhere.js'),
    dataFolder: 'memory',
    hubs: [],
    log: () => undefined,
  };

  await expect(launchLocalHub(options)).rejects.toThrow(LocalHubLaunchError);
});

test('a launch can be called off', async () => {
  const reason = new DOMException('Called off', 'AbortError');
  const options = { scriptFile, dataFolder: 'memory', hubs: [], log: () => undefined };
  const controller = new AbortController();

  const launched = launchLocalHub(options, controller.signal);
  controller.abort(reason);

  await expect(launched).rejects.toBe(reason);
  await expect(launchLocalHub(options, controller.signal)).rejects.toBe(reason);
});

test('a hub ends by itself when the process that launched it is killed', async () => {
  const launcher = `
    import { launchLocalHub } from ${JSON.stringify(join(projectFolder, 'src', 'localHub', 'launch.ts'))};
    const options = { scriptFile: ${JSON.stringify(scriptFile)}, dataFolder: 'memory', hubs: [], log: () => {} };
    const { ready } = await launchLocalHub(options);
    console.log(ready.hubs[0].port);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', launcher], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(parent.stdout), 'line')) as [string];
  expect(await answers(Number(port))).toBe(true);

  parent.kill('SIGKILL');

  await expect.poll(() => answers(Number(port))).toBe(false);
});

async function answers(port: number): Promise<boolean> {
  try {
    // Nobody trusts it here: that it says so is an answer.
    await fetch(`https://localhost:${port}/`);
    return true;
  } catch (error) {
    return (error as { cause?: NodeJS.ErrnoException }).cause?.code !== 'ECONNREFUSED';
  }
}
