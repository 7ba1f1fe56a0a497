import { env, l10n, type TreeItem } from 'vscode';
import type { Page, PageRequest } from '../../domain/page.ts';
import { FailureNode } from './failureNode.ts';
import { LoadMoreNode, type PagedNode } from './loadMoreNode.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

const pageSize = 100;

/** A list that loads a page when it is opened, and one more each time that its last child is clicked. */
export abstract class PagedListNode<Child extends TreeNode> implements PagedNode {
  #loaded: Child[] | undefined;
  #next: string | undefined;
  #moreWanted = false;

  constructor(
    readonly id: string,
    readonly parent: TreeNode,
    private readonly loadMoreCommand: string,
    private readonly showAgain: ShowAgain,
  ) {}

  abstract item(): TreeItem;

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#loaded) {
      await this.#loadPage(signal);
      this.showAgain(this);
    }
    const failure = this.#moreWanted ? await this.#tryLoadPage(signal) : undefined;
    const loaded = this.#loaded ?? [];

    if (failure) return [...loaded, failure];
    if (loaded.length === 0) return [this.nothing()];
    if (this.#next === undefined) return loaded;
    const progress = l10n.t('{0} shown', loaded.length.toLocaleString(env.language));
    return [...loaded, new LoadMoreNode(this, progress, this.loadMoreCommand)];
  }

  loadMore(): void {
    if (this.#next === undefined) return;

    this.#moreWanted = true;
    this.showAgain(this);
  }

  forget(): void {
    this.#loaded = undefined;
    this.#next = undefined;
    this.#moreWanted = false;
  }

  /** Its last child asks for another page. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** Those that were loaded; nothing before the list was opened. */
  get loaded(): readonly Child[] | undefined {
    return this.#loaded;
  }

  /** How many there are, as far as they were loaded, in words. */
  protected get countWords(): string {
    if (!this.#loaded) return '';
    const count = this.#loaded.length.toLocaleString(env.language);
    return this.#next === undefined ? count : l10n.t('{0} and more', count);
  }

  protected abstract loadPage(page: PageRequest, signal: AbortSignal): Promise<Page<Child>>;

  /** Stands in an empty list. */
  protected abstract nothing(): TreeNode;

  async #loadPage(signal: AbortSignal): Promise<void> {
    const after = this.#next === undefined ? {} : { after: this.#next };
    const { items, next } = await this.loadPage({ pageSize, ...after }, signal);
    this.#loaded = [...(this.#loaded ?? []), ...items];
    this.#next = next;
  }

  async #tryLoadPage(signal: AbortSignal): Promise<FailureNode | undefined> {
    this.#moreWanted = false;
    try {
      await this.#loadPage(signal);
      return undefined;
    } catch (error) {
      return new FailureNode(this, error, this.loadMoreCommand);
    }
  }
}
