import type { Dialog } from './dialog.ts';
import type { Notifications } from './notifications.ts';
import type { QuickInput } from './quickInput.ts';
import type { SidebarView } from './sidebarView.ts';

/** What a person does with storage accounts: questions, rows and messages of several parts of the window. */
export class StorageAccounts {
  private readonly resources: SidebarView;
  private readonly quickInput: QuickInput;
  private readonly dialog: Dialog;
  private readonly notifications: Notifications;

  constructor(resources: SidebarView, quickInput: QuickInput, dialog: Dialog, notifications: Notifications) {
    this.resources = resources;
    this.quickInput = quickInput;
    this.dialog = dialog;
    this.notifications = notifications;
  }

  /** Types names that no account can have, the last of which another account has. */
  async typeNamesInVain(): Promise<void> {
    await this.quickInput.asks('Name of the account');
    await this.quickInput.input.fill('Plant-Exports');
    await this.quickInput.asks('Only lower-case letters and digits.');
    await this.quickInput.input.fill('localhub');
    await this.quickInput.asks('is not available');
  }

  /** Makes a container for an export, up to the question what to do with it. */
  async prepareContainer(container: string): Promise<void> {
    await this.quickInput.asks(/^Container$/);
    await this.quickInput.pick('New Container…');
    await this.quickInput.answer('Its name.', container);
    await this.quickInput.asks('What to do with it');
  }

  /** Goes on with the export of all devices, and waits until they are there. @param place `account/container` */
  async exportDevices(place: string): Promise<void> {
    await this.quickInput.pick('Export Devices to It…');
    await this.quickInput.answer('All devices are exported, with their modules and twins', 'Without keys');
    await this.notifications.message(`The devices are in devices.txt in ${place}.`).waitFor();
  }

  /** Answers what to import: a file in a container of an account, which is found by its subscription. */
  async chooseFile(account: string, container: string, file: string): Promise<void> {
    await this.quickInput.answer('What to import', 'A file in a storage container…');
    await this.quickInput.answer('Where the container is', 'Storage account of a subscription…');
    await this.quickInput.asks(/^Storage account$/);
    await this.quickInput.pick(account);
    await this.quickInput.answer(/^Container$/, container);
    await this.quickInput.answer('File of devices', file);
  }

  /** Deletes the only container of an account. Gives what was asked before. */
  async deleteContainer(container: string): Promise<string> {
    await this.resources.choose(new RegExp(`^Container ${container}`), 'Delete Container…');
    const question = await this.dialog.text();
    await this.dialog.choose('Delete');
    await this.resources.row(/^No containers yet/).waitFor();
    return question;
  }

  /** Begins to delete an account, up to the question for its name. */
  async beginToDelete(account: string): Promise<void> {
    await this.resources.choose(new RegExp(`^Storage account ${account}`), 'Delete Storage Account…');
    await this.quickInput.asks(`Type ${account} to delete it.`);
  }

  async delete(account: string): Promise<void> {
    await this.quickInput.answer(`Type ${account} to delete it.`, account);
    await this.resources.row(new RegExp(`^Delete storage account ${account}, done`)).waitFor();
  }
}
