import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';

/** The Hubs view in the side bar. */
export class HubsView {
  /** It is there as soon as the editor knows the extension. */
  readonly activityBarEntry: Locator;
  private readonly view: Locator;

  constructor(
    page: Page,
    private readonly contextMenu: ContextMenu,
  ) {
    this.activityBarEntry = page.locator('.activitybar').getByRole('tab', { name: 'IoT Hub' });
    this.view = page.locator('.sidebar');
  }

  async open(): Promise<void> {
    await this.activityBarEntry.click();
  }

  /** A button or link of the welcome text. */
  welcome(label: string): Locator {
    return this.view.locator('.welcome-view-content').getByRole('button', { name: label });
  }

  /** The row of a hub, device or list. */
  row(name: string | RegExp): Locator {
    return this.view.getByRole('treeitem', { name });
  }

  /** Opens a row's children, if it does not show them already. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;

    await row.locator('.monaco-tl-twistie').click();
  }

  /** Chooses from the context menu of a row. */
  async choose(name: string | RegExp, label: string): Promise<void> {
    await this.row(name).click({ button: 'right' });
    await this.contextMenu.choose(label);
  }
}
