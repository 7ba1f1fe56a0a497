import type { Page } from 'playwright-core';
import { percentile } from '../median.ts';

/** How regularly a window drew itself. */
export interface Smoothness {
  /** 99th percentile of the milliseconds between two pictures. */
  readonly p99Ms: number;
  readonly mostMs: number;
}

/** Takes down, inside the page, when it draws; `end` gives the milliseconds between two pictures. */
interface Recorder {
  readonly end: () => readonly number[];
}

const recorder = `(() => {
  const gaps = [];
  let last = performance.now();
  let goes = true;
  const drawn = now => {
    gaps.push(now - last);
    last = now;
    if (goes) requestAnimationFrame(drawn);
  };
  requestAnimationFrame(drawn);
  return { end: () => ((goes = false), gaps) };
})()`;

const turns = 150;
/** Of a list of 10,000 rows of 22 pixels, nearly all. */
const pixelsPerTurn = 1400;

/**
 * Scrolls a list of the side bar from its top with the wheel, and from its top again extends the selection page by page
 * with the keys. Every turn waits for the picture that it makes.
 * @param row The names of the rows.
 */
export async function measureList(
  page: Page,
  row: RegExp,
): Promise<{ readonly scrolling: Smoothness; readonly selecting: Smoothness }> {
  const rows = page.locator('.sidebar').getByRole('treeitem', { name: row });
  const { keyboard, mouse } = page;
  await rows.first().click({ modifiers: ['ControlOrMeta'] });
  await keyboard.press('Home');
  await rows.first().hover();

  const scrolling = await smoothnessOf(page, () => mouse.wheel(0, pixelsPerTurn));
  await keyboard.press('Home');
  await rows.first().waitFor();
  const selecting = await smoothnessOf(page, () => keyboard.press('Shift+PageDown'));
  await keyboard.press('Escape');
  return { scrolling, selecting };
}

async function smoothnessOf(page: Page, turn: () => Promise<void>): Promise<Smoothness> {
  const recording = await page.evaluateHandle<Recorder>(recorder);
  for (let count = 0; count < turns; count++) {
    await turn();
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  const gaps = await recording.evaluate(made => made.end());
  return { p99Ms: percentile(gaps, 99), mostMs: Math.max(...gaps) };
}
