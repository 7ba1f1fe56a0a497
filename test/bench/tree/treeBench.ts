import { writeFile } from 'node:fs/promises';
import { temporaryFolder } from '../../support/localHub.ts';
import { installExtension } from '../../support/editor/installExtension.ts';
import { Workbench } from '../../ui/workbench/workbench.ts';
import { type Figure, type Measurement, toFigure } from '../figure.ts';
import { BenchedHub } from '../localHub/benchedHub.ts';
import type { Progress } from '../run.ts';
import { measureList, type Smoothness, uses } from './measureList.ts';

const count = 10_000;
const pageMs = 120_000;

/** How smoothly a person scrolls and selects among ten thousand devices, beside as many files in the editor's own explorer. */
export async function treeBench(progress: Progress): Promise<readonly Figure[]> {
  progress(`Creating ${count.toLocaleString('en-US')} devices and files…`);
  await using extensions = await temporaryFolder();
  await installExtension(extensions.path);
  await using hub = await BenchedHub.start();
  await hub.createDevices(count);
  await using workbench = await Workbench.open(extensions.path);
  await Promise.all(Array.from({ length: count }, (_, index) => writeFile(workbench.fileOf(`file-${index}.txt`), '')));

  await addHub(workbench, hub);
  await loadAll(workbench, progress);
  progress('Scrolling and selecting devices…');
  const devices = await measureList(workbench.page, /^Device device-0,/);
  await workbench.page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Explorer/ })
    .click();
  progress('Scrolling and selecting files…');
  const files = await measureList(workbench.page, /^file-0\.txt/);

  const measurements = uses.flatMap(use => compare(use, devices[use], files[use]));
  return measurements.map(measurement => toFigure('tree', measurement));
}

async function addHub({ hubs, palette, quickInput }: Workbench, hub: BenchedHub): Promise<void> {
  await hubs.open();
  await palette.run('Add Hub…');
  await quickInput.answer('Connection string of a policy of the hub', hub.connectionString);
  await quickInput.chooseFile('Authority of the hub on this machine', hub.caFile, 'OK');
  await hubs.row(/^Devices/).waitFor();
}

/** Presses "Load more" until there is no more. */
async function loadAll({ hubs, keyboard }: Workbench, progress: Progress): Promise<void> {
  const more = hubs.row(/^Load more/);
  await hubs
    .row(/^Device /)
    .first()
    .click({ modifiers: ['ControlOrMeta'] });
  for (;;) {
    await keyboard.press('End');
    await hubs.row(/^Methods/).waitFor();
    const label = (await more.count()) === 0 ? null : await more.getAttribute('aria-label');
    if (label === null) return;

    progress(label);
    await more.click();
    await hubs.row(label).waitFor({ state: 'hidden', timeout: pageMs });
  }
}

function compare(what: string, devices: Smoothness, files: Smoothness): readonly Measurement[] {
  const peer = 'as many files in the explorer';
  return [
    {
      figure: `${what}: the 99th percentile of the time between two pictures`,
      value: devices.p99Ms,
      unit: 'ms',
      lessIsBetter: true,
      peer: { name: peer, value: files.p99Ms, goal: 0.7 },
    },
    {
      figure: `${what}: the longest time between two pictures`,
      value: devices.mostMs,
      unit: 'ms',
      lessIsBetter: true,
      peer: { name: peer, value: files.mostMs },
    },
  ];
}
