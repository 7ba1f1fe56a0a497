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

/** What a person does with a list. */
export const uses = ['scrolling', 'paging', 'selecting'] as const;

/**
 * Scrolls the list of the side bar that has the focus from its top with the wheel, goes through it page by page, and
 * extends the selection row by row. Every turn waits for the picture that it makes.
 * @param first The name of a row at the top.
 */
export async function measureList(page: Page, first: RegExp): Promise<Smoothnesses> {
  const row = page.locator('.sidebar').getByRole('treeitem', { name: first });
  const { keyboard, mouse } = page;
  const fromTop = async (turn: () => Promise<void>) => {
    await keyboard.press('Home');
    await row.click({ modifiers: ['ControlOrMeta'] });
    const smoothness = await smoothnessOf(page, turn);
    await keyboard.press('Escape');
    return smoothness;
  };
  return {
    scrolling: await fromTop(() => mouse.wheel(0, pixelsPerTurn)),
    paging: await fromTop(() => keyboard.press('PageDown')),
    selecting: await fromTop(() => keyboard.press('Shift+ArrowDown')),
  };
}

type Smoothnesses = Readonly<Record<(typeof uses)[number], Smoothness>>;

async function smoothnessOf(page: Page, turn: () => Promise<void>): Promise<Smoothness> {
  const recording = await page.evaluateHandle<Recorder>(recorder);
  for (let count = 0; count < turns; count++) {
    await turn();
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  const gaps = await recording.evaluate(made => made.end());
  return { p99Ms: percentile(gaps, 99), mostMs: Math.max(...gaps) };
}
