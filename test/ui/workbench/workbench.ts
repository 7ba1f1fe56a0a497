import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser/openBrowser.ts';
import { type EditorServer, type EditorServerOptions, openEditorServer } from '../../support/editor/editorServer.ts';
import { projectFolder } from '../../support/projectFolder.ts';
import { light, type Theme } from '../themes.ts';
import { ContextMenu } from './contextMenu.ts';
import { Dialog } from './dialog.ts';
import { Documents } from './documents.ts';
import { eventually, patienceMs } from './eventually.ts';
import { HubsView } from './hubsView.ts';
import { JobPage } from './jobPage.ts';
import { JobsView } from './jobsView.ts';
import { Keyboard } from './keyboard.ts';
import { Notifications } from './notifications.ts';
import { Palette } from './palette.ts';
import { QueryResultPage } from './queryResultPage.ts';
import { QuickInput } from './quickInput.ts';
import { SidebarView } from './sidebarView.ts';
import { SimulatorPage } from './simulatorPage.ts';
import { StatisticsPage } from './statisticsPage.ts';
import { StorageAccounts } from './storageAccounts.ts';

/** A window that opens beside another one on a busy machine takes longer than any step in it. */
const openingMs = 180_000;
const pictureFolder = join(projectFolder, 'test', 'output');

/** What the editor of a journey has besides, or in the place of, what all have. */
export type EditorDifferences = Pick<EditorServerOptions, 'env' | 'builtInExtensionsFolder'>;

/** A VS Code of its own with the extension: fresh settings, no hubs, in a browser. */
export class Workbench implements AsyncDisposable {
  readonly hubs: HubsView;
  readonly jobs: JobsView;
  readonly provisioning: SidebarView;
  readonly resources: SidebarView;
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
  readonly statistics: StatisticsPage;
  readonly storageAccounts: StorageAccounts;

  readonly page: Page;
  private readonly browser: Browser;
  private readonly server: EditorServer;
  private readonly folder: string;

  private constructor(page: Page, browser: Browser, server: EditorServer, folder: string) {
    this.page = page;
    this.browser = browser;
    this.server = server;
    this.folder = folder;
    this.quickInput = new QuickInput(page);
    this.palette = new Palette(page, this.quickInput);
    this.contextMenu = new ContextMenu(page);
    this.hubs = new HubsView(page, this.contextMenu);
    this.jobs = new JobsView(page);
    this.provisioning = new SidebarView(page, this.contextMenu, 'Provisioning');
    this.resources = new SidebarView(page, this.contextMenu, 'Resources');
    this.dialog = new Dialog(page);
    this.documents = new Documents(page);
    this.notifications = new Notifications(page);
    this.keyboard = new Keyboard(page);
    this.simulator = new SimulatorPage(page);
    this.queryResult = new QueryResultPage(page);
    this.job = new JobPage(page);
    this.statistics = new StatisticsPage(page);
    this.storageAccounts = new StorageAccounts(this.resources, this.quickInput, this.dialog, this.notifications);
  }

  /** @param userSettings Besides those that all journeys have. @param editor what is different in the editor itself. */
  static async open(
    extensionsFolder: string,
    userSettings: Readonly<Record<string, unknown>> = {},
    editor: EditorDifferences = {},
  ): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'iot-hub-workbench-'));
    const workspace = join(folder, 'workspace');
    await mkdir(join(workspace, '.vscode'), { recursive: true });
    const settings = {
      'workbench.colorTheme': light.setting,
      // In a browser the editor saves by itself, on a desktop it does not.
      'files.autoSave': 'off',
      // What moves is drawn sixty times a second, without the help of a graphics card.
      'workbench.reduceMotion': 'on',
      'editor.cursorBlinking': 'solid',
      ...userSettings,
    };
    const server = await openEditorServer({
      dataFolder: join(folder, 'server'),
      extensionsFolder,
      port: 0,
      settings,
      ...editor,
    });
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(patienceMs);
    await page.goto(server.urlOf({ folder: workspace }), { timeout: openingMs });
    const workbench = new Workbench(page, browser, server, folder);
    await workbench.hubs.activityBarEntry.waitFor({ timeout: openingMs });
    return workbench;
  }

  /** The path of a file in the folder that the window has open. */
  fileOf(name: string): string {
    return join(this.folder, 'workspace', name);
  }

  /** All that the editor and the extensions have kept by now: files, logs among them, and what is in the browser. */
  async kept(): Promise<string> {
    const files = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter(file => file.isFile())
      .map(file => readFile(join(file.parentPath, file.name), 'latin1').catch(() => ''));
    const browser = JSON.stringify(await this.page.context().storageState({ indexedDB: true }));
    // Bytes come as base64: files of the editor, its own logs among them.
    const bytes = [...browser.matchAll(/"b":"(?<base64>[A-Za-z0-9+/=]+)"/g)].map(({ groups }) =>
      Buffer.from(groups?.['base64'] ?? '', 'base64').toString('latin1'),
    );
    return [...(await Promise.all(texts)), browser, ...bytes, await this.page.content()].join('\n');
  }

  /** Changes the colour theme of the window and of the pages in it, by the settings of the workspace. */
  async wear(theme: Theme): Promise<void> {
    await eventually(`the window wears ${theme.setting}`, async () => {
      if (await this.#wears(theme)) return true;
      // Again and again: a window that has just opened may not watch the file yet.
      await writeFile(this.fileOf('.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme.setting }));
      return false;
    });
  }

  async #wears(theme: Theme): Promise<boolean> {
    if ((await this.page.locator(`.monaco-workbench.${theme.className}`).count()) === 0) return false;
    const pages = await this.page.locator('iframe.webview.ready:visible').all();
    const different = `body[data-vscode-theme-kind]:not([data-vscode-theme-kind="${theme.kind}"])`;
    for (const page of pages) {
      if ((await page.contentFrame().frameLocator('#active-frame').locator(different).count()) > 0) return false;
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
