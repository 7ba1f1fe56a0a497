import type { Page } from 'playwright-core';
import { soon } from './eventually.ts';
import type { QuickInput } from './quickInput.ts';

/** The command palette, by its keys alone. */
export class Palette {
  private readonly page: Page;
  private readonly quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.page = page;
    this.quickInput = quickInput;
  }

  /** Runs a command of ours by the name that the palette shows after "IoT Hub: ". */
  async run(title: string): Promise<void> {
    await this.runAny(`IoT Hub: ${title}`);
  }

  /** Reloads the window as a person does: a reload by the browser comes before the editor has kept its state. */
  async reloadWindow(): Promise<void> {
    const reloaded = this.page.waitForEvent('load');
    await this.runAny('Developer: Reload Window');
    await reloaded;
  }

  /** Closes all that stands in the editor area. */
  async closeEditors(): Promise<void> {
    await this.runAny('View: Close All Editors');
    await this.page.locator('.editor-group-container .tabs-container .tab').first().waitFor({ state: 'detached' });
  }

  /**
   * A page in a frame that had the focus tells of it late, which closes the palette: then it is opened again. The last key
   * goes to the box, for the same reason.
   */
  private async runAny(name: string): Promise<void> {
    const command = this.quickInput.box.locator('.monaco-list-row.focused', { hasText: name });
    do {
      await this.page.keyboard.press('F1');
      if (await soon(this.quickInput.input, 'visible')) await this.quickInput.input.fill(`>${name}`);
    } while (!(await soon(command, 'visible')));
    await this.quickInput.input.press('Enter');
  }
}
