import type { Locator, Page } from 'playwright-core';

/** The part of the side bar that a view has: views repeat each other's sentences. */
export function paneOf(page: Page, view: string): Locator {
  const header = page.getByRole('button', { name: `${view} Section` });
  return page.locator('.sidebar .pane').filter({ has: header });
}
