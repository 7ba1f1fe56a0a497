import type { Locator, Page } from 'playwright-core';

/** The text documents in the editor area. */
export class Documents {
  constructor(private readonly page: Page) {}

  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** The text of the document on top, as far as it is on the screen. */
  async text(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines').first();
    await lines.waitFor();
    return (await lines.innerText()).replaceAll('\u00A0', ' ');
  }

  /** The line under what is wrong. */
  get errorMark(): Locator {
    return this.page.locator('.squiggly-error').first();
  }

  /** What the editor says in the box that F8 opens at a problem. */
  problem(text: string | RegExp): Locator {
    return this.page.locator('.marker-widget').filter({ hasText: text });
  }

  /** Puts the document on top into a column of its own, beside the others. */
  async moveAside(): Promise<void> {
    await this.page.keyboard.press('Control+Alt+ArrowRight');
  }
}
