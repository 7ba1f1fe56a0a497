import type { FrameLocator, Page } from 'playwright-core';

/** The "Simulate Devices" panel: a page in a frame within a frame. */
export class SimulatorPage {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }
}
