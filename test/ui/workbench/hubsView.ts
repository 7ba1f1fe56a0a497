import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';
import { soon } from './eventually.ts';
import { paneOf } from './paneOf.ts';

/** The Hubs view in the side bar. */
export class HubsView {
  /** It is there as soon as the editor knows the extension. */
  readonly activityBarEntry: Locator;
  private readonly pane: Locator;

  private readonly page: Page;
  private readonly contextMenu: ContextMenu;

  constructor(page: Page, contextMenu: ContextMenu) {
    this.page = page;
    this.contextMenu = contextMenu;
    this.activityBarEntry = page.locator('.activitybar').getByRole('tab', { name: 'IoT Hub' });
    this.pane = paneOf(page, 'Hubs');
  }

  async open(): Promise<void> {
    await this.activityBarEntry.click();
  }

  /** A button or link of the welcome text. */
  welcome(label: string): Locator {
    return this.pane.locator('.welcome-view-content').getByRole('button', { name: label });
  }

  /** The row of a hub, device or list. */
  row(name: string | RegExp): Locator {
    return this.pane.getByRole('treeitem', { name });
  }

  /** Opens a row's children, if it does not show them already. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;

    await row.locator('.monaco-tl-twistie').click();
  }

  /** What shows when the pointer rests on a row. */
  async tooltip(name: string | RegExp): Promise<string> {
    const hover = this.page.locator('.workbench-hover .hover-contents');
    // A row that is drawn anew forgets the pointer on it, until that comes again.
    do {
      await this.page.mouse.move(0, 0);
      await this.row(name).hover();
    } while (!(await soon(hover, 'visible')));
    return (await hover.innerText()).replaceAll('\u00A0', ' ');
  }

  /** Pulls the edge of the side bar. */
  async widen(byPixels: number): Promise<void> {
    const box = await this.pane.boundingBox();
    if (!box) throw new Error('The side bar is closed.');

    const [x, y] = [box.x + box.width + 2, box.y + box.height / 3];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + byPixels, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Chooses from the context menu of a row. */
  async choose(name: string | RegExp, label: string): Promise<void> {
    await this.contextMenu.chooseOf(this.row(name), label);
  }
}
