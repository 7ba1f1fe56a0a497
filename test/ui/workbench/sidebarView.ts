import type { Locator, Page } from 'playwright-core';
import type { ContextMenu } from './contextMenu.ts';
import { paneOf } from './paneOf.ts';

/** Every view of the side bar, from above. */
const views = ['Hubs', 'Jobs', 'Provisioning', 'Resources'] as const;

/** A view in the side bar below that of the hubs. */
export class SidebarView {
  private readonly page: Page;
  private readonly contextMenu: ContextMenu;
  private readonly view: (typeof views)[number];

  constructor(page: Page, contextMenu: ContextMenu, view: (typeof views)[number]) {
    this.page = page;
    this.contextMenu = contextMenu;
    this.view = view;
  }

  /** Opens this view alone, so that its rows are on the screen. */
  async open(): Promise<void> {
    for (const other of views) await this.toggle(other, other === this.view);
  }

  /** Opens the view of the hubs in its place. */
  async close(): Promise<void> {
    await this.toggle(this.view, false);
    await this.toggle('Hubs', true);
  }

  row(name: string | RegExp): Locator {
    return paneOf(this.page, this.view).getByRole('treeitem', { name });
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

  private async toggle(view: string, open: boolean): Promise<void> {
    const header = this.page.locator('.sidebar').getByRole('button', { name: `${view} Section` });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== String(open)) await header.click();
  }
}
