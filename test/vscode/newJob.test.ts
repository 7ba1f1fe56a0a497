import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { QueryBudget } from '../../src/domain/jobs/queryBudget.ts';
import { isConditionProblem, readTargetCondition } from '../../src/domain/query/targetCondition.ts';
import { isFinished, type Job } from '../../src/domain/jobs/job.ts';
import { type JobArgument, jobSeed } from '../../src/ui/prompts/job/jobSeed.ts';
import { JobQueue } from '../../src/ui/support/jobs/jobQueue.ts';
import { TargetPreviews } from '../../src/ui/support/jobs/targetPreviews.ts';
import { TemporaryMarks } from '../../src/ui/support/jobs/temporaryMarks.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { settles } from './settles.ts';

const { executeCommand } = vscode.commands;
const accept = () => executeCommand('workbench.action.acceptSelectedQuickOpenItem');
/** The patch that is in front; its document may be there for a while after it was closed. */
function patchDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === 'iothub-job' ? document : undefined;
}

suite('a new job', () => {
  let world: HubWorld;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    await extensionUnderTest().activate();
    world = await HubWorld.start();
    const { client } = await world.connect();
    for (const deviceId of ['door-1', 'door-2', 'door-3']) await client.createDevice(deviceId);
    for (const deviceId of ['door-1', 'door-2'])
      await client.updateTwin({ deviceId }, { tags: { building: '43' } }, '*');
  });
  suiteTeardown(async () => {
    await executeCommand('workbench.action.closeAllEditors');
    await world[Symbol.asyncDispose]();
  });

  async function jobs(): Promise<readonly Job[]> {
    const { client } = await world.connect();
    return (await client.jobs.list({}, { pageSize: 100 })).items;
  }

  /** Presses Enter at each step until a job is there that was not there before. */
  async function acceptToTheEnd(known: readonly Job[]): Promise<Job> {
    for (;;) {
      await accept();
      const created = (await jobs()).find(({ jobId }) => !known.some(job => job.jobId === jobId));
      if (created) return created;
    }
  }

  test('of the tutorial is made by pressing Enter: doors of a building are locked for ten minutes', async () => {
    const known = await jobs();
    const made = executeCommand('iotHub.newJob', { hub: world.hub });
    const job = await acceptToTheEnd(known);
    await made;

    assert.match(job.jobId, /^lockDoor-\d{8}-\d{6}-\w{4}$/);
    assert.equal(job.queryCondition, "tags.building = '43'");
    assert.deepEqual(job.cloudToDeviceMethod, {
      methodName: 'lockDoor',
      payload: { lockTime: '10m' },
      responseTimeoutInSeconds: 60,
      connectTimeoutInSeconds: 0,
    });
    assert.equal(job.maxExecutionTimeInSeconds, 3600);
  });

  test('that changes twins is written in a document, which is marked like a twin and goes on when it is right', async () => {
    const known = await jobs();
    const made = executeCommand('iotHub.newJob', { hub: world.hub, filter: { idPrefix: 'door-3' } });
    while (!patchDocument()) {
      // The second entry sets building and floor, as the tutorial does.
      await executeCommand('workbench.action.quickOpenSelectNext');
      await accept();
    }
    const document = patchDocument();
    assert.ok(document);
    const problems = () => vscode.languages.getDiagnostics(document.uri);
    const right = document.getText();
    assert.deepEqual(JSON.parse(right), { tags: {}, properties: { desired: { building: 43, floor: 3 } } });

    await replaceAll(document, '{ "status": "disabled", "tags": { "a.b": 1 } }');
    await settles(() => problems().length === 2);
    await executeCommand('iotHub.continueNewJob', document.uri);
    assert.ok(patchDocument(), 'The document stays open while something is wrong.');

    await replaceAll(document, right);
    await settles(() => problems().length === 0);
    await executeCommand('iotHub.continueNewJob', { uri: document.uri });
    const job = await acceptToTheEnd(known);
    await made;

    assert.deepEqual(job.updateTwin, { properties: { desired: { building: 43, floor: 3 } } });
    assert.equal(job.queryCondition, "STARTSWITH(deviceId, 'door-3')");
    assert.ok(!vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Twin patch.json')));
  });

  test('is given up when its patch is closed', async () => {
    // That of the job before: its tab is gone a moment before the editor says so.
    await settles(() => patchDocument() === undefined);
    const known = await jobs();
    const made = executeCommand('iotHub.newJob', { hub: world.hub });
    while (!patchDocument()) {
      await executeCommand('workbench.action.quickOpenSelectNext');
      await accept();
    }
    await executeCommand('workbench.action.closeActiveEditor');
    await made;

    assert.deepEqual(await jobs(), known);
  });

  test('takes its devices from a list, a group, a selection or a query', async () => {
    const { hub } = world;
    const { devices } = new HubNode(hub, world.nodeParts(), () => undefined);
    await devices.children(signal);
    const [first, second] = ['door-1', 'door-2'].map(deviceId => devices.find(deviceId));
    const query = { hub, title: 'q', source: 's' };

    assert.deepEqual(await seedOf(devices), {});
    assert.deepEqual(await seedOf({ hub, filter: { group: "tags.building = '43'" } }), {
      condition: "tags.building = '43'",
    });
    assert.deepEqual(await seedOf(first ?? {}, [first, second]), { deviceIds: ['door-1', 'door-2'] });
    assert.deepEqual(await seedOf({ ...query, text: "SELECT * FROM devices WHERE status = 'enabled'" }), {
      condition: "status = 'enabled'",
    });
  });

  test('is told of by how many devices its condition selects now, and which', async () => {
    const previews = new TargetPreviews(world.hub, new QueryBudget(Number.POSITIVE_INFINITY));
    const [building, all] = ["tags.building = '43'", '*'].map(text => readTargetCondition(text));
    assert.ok(building && all && !isConditionProblem(building) && !isConditionProblem(all));

    const superseded = assert.rejects(previews.preview(all), { name: 'AbortError' });
    assert.deepEqual(await previews.preview(building), { count: 2, sample: ['door-1', 'door-2'] });
    await superseded;
    assert.deepEqual(previews.known(building), { count: 2, sample: ['door-1', 'door-2'] });
  });

  test('finds devices by a temporary tag that is gone when the job has ended', async () => {
    const { client } = await world.connect();
    const state = new MemoryState();
    const queue = new JobQueue(world.hubs, state, world.log);
    const marks = new TemporaryMarks(world.hubs, queue, state, world.log);
    const mark = { hubId: world.hub.id, jobId: 'marked' };
    await marks.mark(mark, ['door-1', 'door-3'], signal, () => undefined);
    const patch = { properties: { desired: { locked: true } } };
    await queue.submit(world.hub, {
      jobId: 'marked',
      action: { kind: 'twin', patch },
      queryCondition: "tags.workbenchJob = 'marked'",
      maxExecutionTimeInSeconds: 60,
    });

    const removed = eventOf(marks.onDidRemove);
    while (!isFinished((await client.jobs.get('marked')).status));
    marks.tryAgain();
    assert.deepEqual(await removed, mark);
    const twins = await Promise.all(['door-1', 'door-2', 'door-3'].map(deviceId => client.getTwin(deviceId)));
    assert.deepEqual(
      twins.map(({ tags, desired }) => [tags['workbenchJob'], desired['locked']]),
      [
        [undefined, true],
        [undefined, undefined],
        [undefined, true],
      ],
    );
    assert.equal(state.text, '[]');
    marks.dispose();
    queue.dispose();
  });
});

/** Where a job runs that is made of `given`, which says all: nobody is asked, so that no service is needed. */
async function seedOf(given: JobArgument, selected: readonly unknown[] = []): Promise<object> {
  const { hub: _, ...seed } = (await jobSeed({} as Services, given, selected)) ?? { hub: undefined };
  return seed;
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}

function eventOf<T>(event: vscode.Event<T>): Promise<T> {
  return new Promise(resolve => {
    const listening = event(value => {
      listening.dispose();
      resolve(value);
    });
  });
}
