import type { Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';

/** The command palette, by its keys alone. */
export class Palette {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  /** Runs a command of ours by the name that the palette shows after "IoT Hub: ". */
  async run(title: string): Promise<void> {
    const name = `IoT Hub: ${title}`;
    await this.page.keyboard.press('F1');
    await this.quickInput.input.fill(`>${name}`);
    await this.quickInput.box.locator('.monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
  }
}
