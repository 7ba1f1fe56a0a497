import type { Locator, Page } from 'playwright-core';

/** The messages in the corner. */
export class Notifications {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  message(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** The short words that the status bar shows for some seconds. */
  status(text: string): Locator {
    return this.page.locator('.statusbar').getByText(text);
  }

  /** Presses a button of the message, once that has come. */
  async choose(text: string | RegExp, button: string): Promise<void> {
    await this.message(text).getByRole('button', { name: button }).click();
  }
}
