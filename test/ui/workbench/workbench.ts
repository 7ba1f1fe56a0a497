import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from '../../support/browser/openBrowser.ts';
import { type EditorServer, openEditorServer } from '../../support/editor/editorServer.ts';
import { projectFolder } from '../../support/projectFolder.ts';
import { light, type Theme } from '../themes.ts';
import { ContextMenu } from './contextMenu.ts';
import { Dialog } from './dialog.ts';
import { Documents } from './documents.ts';
import { HubsView } from './hubsView.ts';
import { JobPage } from './jobPage.ts';
import { Keyboard } from './keyboard.ts';
import { Notifications } from './notifications.ts';
import { Palette } from './palette.ts';
import { ProvisioningView } from './provisioningView.ts';
import { QueryResultPage } from './queryResultPage.ts';
import { QuickInput } from './quickInput.ts';
import { SimulatorPage } from './simulatorPage.ts';

/** Longer than anything takes that a person would wait for, even on a busy machine. */
const patienceMs = 60_000;
const pictureFolder = join(projectFolder, 'test', 'output');

/** A VS Code of its own with the extension: fresh settings, no hubs, in a browser. */
export class Workbench implements AsyncDisposable {
  readonly hubs: HubsView;
  readonly provisioning: ProvisioningView;
  readonly palette: Palette;
  readonly quickInput: QuickInput;
  readonly contextMenu: ContextMenu;
  readonly dialog: Dialog;
  readonly documents: Documents;
  readonly notifications: Notifications;
  readonly keyboard: Keyboard;
  readonly simulator: SimulatorPage;
  readonly queryResult: QueryResultPage;
  readonly job: JobPage;

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: EditorServer,
    private readonly folder: string,
  ) {
    this.quickInput = new QuickInput(page);
    this.palette = new Palette(page, this.quickInput);
    this.contextMenu = new ContextMenu(page);
    this.hubs = new HubsView(page, this.contextMenu);
    this.provisioning = new ProvisioningView(page, this.contextMenu);
    this.dialog = new Dialog(page);
    this.documents = new Documents(page);
    this.notifications = new Notifications(page);
    this.keyboard = new Keyboard(page);
    this.simulator = new SimulatorPage(page);
    this.queryResult = new QueryResultPage(page);
    this.job = new JobPage(page);
  }

  /** @param userSettings Besides those that all journeys have. */
  static async open(
    extensionsFolder: string,
    userSettings: Readonly<Record<string, unknown>> = {},
  ): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'iot-hub-workbench-'));
    const workspace = join(folder, 'workspace');
    await mkdir(join(workspace, '.vscode'), { recursive: true });
    // In a browser the editor saves by itself, on a desktop it does not.
    const settings = { 'workbench.colorTheme': light.setting, 'files.autoSave': 'off', ...userSettings };
    const server = await openEditorServer({ dataFolder: join(folder, 'server'), extensionsFolder, port: 0, settings });
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(patienceMs);
    await page.goto(server.urlOf({ folder: workspace }));
    const workbench = new Workbench(page, browser, server, folder);
    await workbench.hubs.activityBarEntry.waitFor();
    return workbench;
  }

  /** The path of a file in the folder that the window has open. */
  fileOf(name: string): string {
    return join(this.folder, 'workspace', name);
  }

  /** Changes the colour theme of the window and of the pages in it, by the settings of the workspace. */
  async wear(theme: Theme): Promise<void> {
    const file = this.fileOf('.vscode/settings.json');
    const wears = async () => {
      // Again and again: a window that has just opened may not watch the file yet.
      await writeFile(file, JSON.stringify({ 'workbench.colorTheme': theme.setting }));
      return this.#wears(theme);
    };
    await expect.poll(wears, { timeout: patienceMs, interval: 250 }).toBe(true);
  }

  async #wears(theme: Theme): Promise<boolean> {
    if ((await this.page.locator(`.monaco-workbench.${theme.className}`).count()) === 0) return false;
    const pages = this.page.locator('iframe.webview.ready:visible');
    for (let index = 0; index < (await pages.count()); index++) {
      const frame = pages.nth(index).contentFrame().frameLocator('#active-frame');
      const bodies = await frame.locator('body[data-vscode-theme-kind]').count();
      if ((await frame.locator(`body[data-vscode-theme-kind="${theme.kind}"]`).count()) < bodies) return false;
    }
    return true;
  }

  /** Keeps what a person would see now as `test/output/<name>.png`. */
  async photograph(name: string): Promise<void> {
    await mkdir(pictureFolder, { recursive: true });
    await this.page.screenshot({ path: join(pictureFolder, `${name}.png`), animations: 'disabled' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
