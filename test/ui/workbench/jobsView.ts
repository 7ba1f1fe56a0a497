import type { Locator, Page } from 'playwright-core';
import { paneOf } from './paneOf.ts';

/** The Jobs view in the side bar, below that of the hubs. */
export class JobsView {
  private readonly pane: Locator;

  constructor(page: Page) {
    this.pane = paneOf(page, 'Jobs');
  }

  /** The row of a job. */
  row(name: string | RegExp): Locator {
    return this.pane.getByRole('treeitem', { name });
  }
}
