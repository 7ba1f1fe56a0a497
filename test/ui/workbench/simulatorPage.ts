import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The "Simulate Devices" panel: a page in a frame within a frame. */
export class SimulatorPage {
  readonly frame: FrameLocator;
  readonly startButton: Locator;
  readonly rebootDelay: Locator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
    this.startButton = this.frame.getByRole('button', { name: /^Start/ });
    this.rebootDelay = this.frame.locator('#rebootDelayMs input');
  }

  /** The row of a device in the table. */
  row(text: string | RegExp): Locator {
    return this.frame.getByRole('row').filter({ hasText: text });
  }

  /** How long the devices take for `rebootDevice` before they answer. */
  async setRebootDelay(seconds: number): Promise<void> {
    await this.rebootDelay.fill(String(seconds));
    await this.rebootDelay.press('Tab');
  }

  /** Selects all devices whose ids start so, besides those that are selected. */
  async selectAll(idPrefix: string): Promise<void> {
    await this.frame.locator('#prefix input').fill(idPrefix);
    await this.frame.getByRole('button', { name: 'Select All That Match' }).click();
  }

  /** Empties the log and has all devices ask for their hubs; waits until one was assigned. */
  async askForHubsAgain(): Promise<void> {
    const assigned = this.frame.getByText(/assigned to/).first();
    await this.frame.getByRole('button', { name: 'Clear' }).click();
    await assigned.waitFor({ state: 'hidden' });
    await this.frame.getByRole('button', { name: 'Ask for Hubs Again' }).click();
    await assigned.waitFor();
  }

  async start(): Promise<void> {
    await this.startButton.click();
  }
}
