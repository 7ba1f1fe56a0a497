import type { Locator, Page } from 'playwright-core';
import { eventually, soon } from './eventually.ts';

/** The text documents in the editor area. */
export class Documents {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** The path above the document on top, if it has this text. */
  path(text: string): Locator {
    return this.page.locator('.editor-group-container.active .breadcrumbs-control').filter({ hasText: text });
  }

  /** Waits until a document that opens by itself takes what is typed. */
  async takesKeys(title: string | RegExp): Promise<void> {
    await this.tab(title).waitFor();
    await this.#focused.waitFor();
  }

  /** Brings a document to the top and puts the cursor into its text. */
  async edit(title: string | RegExp): Promise<void> {
    await this.tab(title).click();
    await this.page.locator('.editor-group-container.active .view-lines').first().click();
    await this.#focused.waitFor();
  }

  /** The text of the document on top, as far as it is on the screen. */
  async text(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines').first();
    await lines.waitFor();
    return (await lines.innerText()).replaceAll('\u00A0', ' ');
  }

  /** Waits until the document on top, or what is shown inside it, has this text. */
  async shows(text: string): Promise<void> {
    const editor = this.page.locator('.editor-group-container.active .editor-container');
    await editor
      .filter({ hasText: text.replaceAll(' ', '\u00A0') })
      .or(editor.filter({ hasText: text }))
      .first()
      .waitFor();
  }

  /** Selects the one place of `text` in the document on top, by keys alone while nothing takes the focus from it. */
  async select(text: string): Promise<void> {
    const { keyboard } = this.page;
    const finder = this.page.locator('.find-widget.visible');
    await keyboard.press('Control+Home');
    await keyboard.press('Control+F');
    while (!(await soon(finder, 'visible'))) {
      // A page in a frame tells of its focus late, and has it then.
      await this.page.locator('.editor-group-container.active .view-lines').first().click();
      await keyboard.press('Control+F');
    }
    await keyboard.press('Control+A');
    // At once: the first characters alone may have one place, too.
    await keyboard.insertText(text);
    await finder.getByText('1 of 1').waitFor();
    await eventually('the finder is gone', async () => {
      // In the editor Escape would take the selection back.
      if ((await finder.locator(':focus').count()) > 0) await keyboard.press('Escape');
      return !(await finder.isVisible());
    });
  }

  /** What is offered above a line of the document on top. */
  lens(title: string): Locator {
    return this.page.locator('.editor-group-container.active .codelens-decoration a', { hasText: title }).first();
  }

  /** Something in the document on top is marked as wrong. */
  get mark(): Locator {
    return this.page.locator('.editor-group-container.active .squiggly-error').first();
  }

  /** The line under what is wrong. */
  get errorMark(): Locator {
    return this.page.locator('.squiggly-error').first();
  }

  /** What the editor says in the box that F8 opens at a problem. */
  problem(text: string | RegExp): Locator {
    return this.page.locator('.marker-widget').filter({ hasText: text });
  }

  get #focused(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor.focused').first();
  }

  /** Puts the document on top into a column of its own, beside the others. */
  async moveAside(): Promise<void> {
    await this.page.keyboard.press('Control+Alt+ArrowRight');
  }
}
