import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The "Statistics" panel: a page in a frame within a frame. */
export class StatisticsPage {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** A figure at the top, such as `Devices`, once it is this. */
  figure(name: string, value: string): Locator {
    return this.frame.locator('dl > div').filter({ hasText: new RegExp(`^\\s*${name}\\s*${value}\\s*$`) });
  }

  row(caption: string, name: string): Locator {
    return this.frame.getByRole('table', { name: caption }).getByRole('row').filter({ hasText: name });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  get property(): Locator {
    return this.frame.getByRole('textbox', { name: 'Tag or property' });
  }
}
