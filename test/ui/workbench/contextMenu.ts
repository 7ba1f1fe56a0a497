import type { Page } from 'playwright-core';

/** The menu that a right click, Shift+F10 or the menu key opens. */
export class ContextMenu {
  constructor(private readonly page: Page) {}

  async choose(label: string): Promise<void> {
    // An entry is deaf for its first 100 ms, lest the release of the button that opened the menu should choose it.
    const pressMs = 150;
    await this.page.getByRole('menuitem', { name: label, exact: true }).click({ delay: pressMs });
  }

  /** The labels, from top to bottom. */
  async labels(): Promise<readonly string[]> {
    const labels = this.page.locator('.monaco-menu .action-label[aria-label]');
    await labels.first().waitFor();
    return labels.allInnerTexts();
  }
}
