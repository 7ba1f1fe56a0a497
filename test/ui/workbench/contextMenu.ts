import type { Locator, Page } from 'playwright-core';
import { soon } from './eventually.ts';

/** The menu that a right click, Shift+F10 or the menu key opens. */
export class ContextMenu {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async choose(label: string): Promise<void> {
    // An entry is deaf for its first 100 ms, lest the release of the button that opened the menu should choose it.
    const pressMs = 150;
    await this.#entry(label).click({ delay: pressMs });
  }

  /** Opens the menu of a row and chooses from it. A row that is drawn anew takes its menu with it: it is opened again. */
  async chooseOf(row: Locator, label: string): Promise<void> {
    do await row.click({ button: 'right' });
    while (!(await soon(this.#entry(label), 'visible')));
    await this.choose(label);
  }

  /** The labels, from top to bottom. */
  async labels(): Promise<readonly string[]> {
    const labels = this.page.locator('.monaco-menu .action-label[aria-label]');
    await labels.first().waitFor();
    return labels.allInnerTexts();
  }

  #entry(label: string): Locator {
    return this.page.getByRole('menuitem', { name: label, exact: true });
  }
}
