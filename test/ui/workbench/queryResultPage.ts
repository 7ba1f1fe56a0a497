import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The "Query Result" panel: a page in a frame within a frame. */
export class QueryResultPage {
  readonly frame: FrameLocator;
  readonly grid: Locator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    this.grid = this.frame.getByRole('grid', { name: 'Rows' });
  }

  row(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text });
  }

  /** The texts of the first cell of each row on the screen, without the heading. */
  async firstCells(): Promise<readonly string[]> {
    return this.grid.locator('[role="gridcell"][aria-colindex="1"]').allInnerTexts();
  }
}
