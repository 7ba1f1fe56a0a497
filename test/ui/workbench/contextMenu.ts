import type { Page } from 'playwright-core';

/** The menu that a right click, Shift+F10 or the menu key opens. */
export class ContextMenu {
  constructor(private readonly page: Page) {}

  async choose(label: string): Promise<void> {
    // The menu takes the release of the button that opened it for a click unless it stands still for a moment: its
    // entries listen only once the pointer moved over them.
    const entry = this.page.getByRole('menuitem', { name: label, exact: true });
    await entry.hover();
    await entry.click();
  }

  /** The labels, from top to bottom. */
  async labels(): Promise<readonly string[]> {
    const labels = this.page.locator('.monaco-menu .action-label[aria-label]');
    await labels.first().waitFor();
    return labels.allInnerTexts();
  }
}
