import type { Locator, Page } from 'playwright-core';

/** The modal question before something dangerous. */
export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  async text(): Promise<string> {
    return this.box.locator('.dialog-message-container').innerText();
  }

  async choose(button: string): Promise<void> {
    await this.box.getByRole('button', { name: button, exact: true }).click();
  }
}
