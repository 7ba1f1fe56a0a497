import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';

/** The Provisioning view in the side bar, below that of the hubs. */
export class ProvisioningView {
  private readonly sidebar: Locator;

  private readonly contextMenu: ContextMenu;

  constructor(page: Page, contextMenu: ContextMenu) {
    this.contextMenu = contextMenu;
    this.sidebar = page.locator('.sidebar');
  }

  /** Opens this view alone, so that its rows are on the screen. */
  async open(): Promise<void> {
    await this.toggle('Hubs', false);
    await this.toggle('Provisioning', true);
  }

  /** Opens the view of the hubs alone. */
  async close(): Promise<void> {
    await this.toggle('Provisioning', false);
    await this.toggle('Hubs', true);
  }

  /** The row of a service, an enrollment or a registration. */
  row(name: string | RegExp): Locator {
    return this.sidebar.getByRole('treeitem', { name });
  }

  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;

    await row.locator('.monaco-tl-twistie').click();
  }

  /** Chooses from the context menu of a row. */
  async choose(name: string | RegExp, label: string): Promise<void> {
    await this.contextMenu.chooseOf(this.row(name), label);
  }

  private async toggle(section: string, open: boolean): Promise<void> {
    const header = this.sidebar.getByRole('button', { name: `${section} Section` });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== String(open)) await header.click();
  }
}
