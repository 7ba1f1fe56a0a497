import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The page of a job: a page in a frame within a frame. */
export class JobPage {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  /** The row of a device in the table. */
  row(text: string | RegExp): Locator {
    return this.frame.getByRole('grid', { name: 'Devices of the job' }).getByRole('row').filter({ hasText: text });
  }
}
