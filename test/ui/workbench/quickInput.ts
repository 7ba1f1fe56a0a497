import type { Locator, Page } from 'playwright-core';
import { clickSoon, eventually, soon } from './eventually.ts';

/** The box at the top in which the editor asks: a list to pick from, or a line to type. */
export class QuickInput {
  readonly box: Locator;
  readonly input: Locator;

  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.box = page.locator('.quick-input-widget');
    this.input = this.box.locator('.quick-input-box input');
  }

  /** Types a line where `prompt` is asked, and accepts it. */
  async answer(prompt: string | RegExp, text: string): Promise<void> {
    await this.asks(prompt);
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Accepts what is offered where `prompt` is asked. The key goes to the box, which may not have the focus yet. */
  async accept(prompt: string | RegExp): Promise<void> {
    await this.asks(prompt);
    await this.input.press('Enter');
  }

  /** Answers what is asked of a new device: its id; that it signs in with keys, which stands first, is accepted. */
  async nameDevice(deviceId: string): Promise<void> {
    await this.answer('Device id', deviceId);
    await this.accept('How it signs in');
  }

  /** Waits until the box asks this. */
  async asks(prompt: string | RegExp): Promise<void> {
    await this.#question(prompt).waitFor();
  }

  /** Picks the entry that has this text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.entry(text).click();
  }

  /** Presses a button beside the line. */
  async press(button: string): Promise<void> {
    await this.#button(button).click();
  }

  /** Chooses a folder that is empty, where a folder is asked for; `button` accepts it. */
  async chooseFolder(prompt: string | RegExp, folder: string, button: string): Promise<void> {
    await this.choosePath(prompt, `${folder}/`, button);
  }

  /** Chooses a file by its path, or names one that is to be written; `button` accepts it. */
  async chooseFile(prompt: string | RegExp, file: string, button: string): Promise<void> {
    await this.choosePath(prompt, file, button);
  }

  private async choosePath(prompt: string | RegExp, path: string, button: string): Promise<void> {
    await this.asks(prompt);
    // The box begins with a folder of its own, and would write it over one that was typed before.
    await eventually('the box has a folder', async () => (await this.input.inputValue()).startsWith('/'));
    await this.entry('..').waitFor();
    await this.input.fill(path);
    await eventually(`the box has ${path}`, async () => (await this.input.inputValue()) === path);
    // A box that has not read the folder yet does just that when it is pressed; one that was slow may be gone by then.
    do await clickSoon(this.#button(button));
    while (!(await soon(this.#question(prompt), 'hidden')));
  }

  #button(name: string): Locator {
    return this.box.getByRole('button', { name });
  }

  #question(prompt: string | RegExp): Locator {
    return this.box.filter({ hasText: prompt }).or(this.box.filter({ has: this.page.getByPlaceholder(prompt) }));
  }

  entry(text: string | RegExp): Locator {
    return this.box.getByRole('option').or(this.box.getByRole('checkbox')).filter({ hasText: text }).first();
  }
}
