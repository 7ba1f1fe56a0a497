import type { Locator, Page } from 'playwright-core';
import { soon } from './eventually.ts';

/** More keys than any way through the window takes: who needs more is lost. */
const mostKeys = 80;

/** Hands that never leave the keyboard. */
export class Keyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Puts a text in at once, as an input method does: half of a JSON member would be marked as wrong. */
  async insert(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Presses Tab, or another key that moves the focus, until `target` has it. */
  async reach(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < mostKeys; presses++) {
      if (await hasFocus(target)) return;
      await this.press(key);
    }
    throw new Error(`${mostKeys} times ${key} did not reach ${String(target)}.`);
  }

  /** Opens the menu of what has the focus and chooses from it. A row that is drawn anew takes its menu with it: it is opened again. */
  async chooseFromMenu(label: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name: label, exact: true });
    do await this.press('Shift+F10');
    while (!(await soon(entry, 'visible')));
    await this.reach(entry, 'ArrowDown');
    await this.press('Enter');
  }
}

/** Rows of lists never have the focus themselves: the list does, and marks the row. */
async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(':focus-within, .focused')).count()) > 0;
}
