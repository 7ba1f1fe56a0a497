import { LitElement, type PropertyValues } from 'lit';
import { type VisibleRows, visibleRows } from './visibleRows.ts';

/** An element with a long list of rows, all equally high, that draws only those in view. */
export abstract class ScrollingRows extends LitElement {
  /** In px; the style sheet of the element says the same. */
  protected readonly rowHeight: number = 24;
  readonly #resized = new ResizeObserver(() => this.requestUpdate());

  /** How many rows there are. */
  protected abstract get rowCount(): number;

  /** The element that scrolls. It holds `.space`, as high as all rows, which holds `.rows`, those that are drawn. */
  protected get scroller(): HTMLElement | undefined {
    return this.renderRoot.querySelector<HTMLElement>('.scroller') ?? undefined;
  }

  protected get visible(): VisibleRows {
    const { scrollTop = 0, clientHeight = 0 } = this.scroller ?? {};
    return visibleRows({ scrollTop, height: clientHeight }, this.rowHeight, this.rowCount);
  }

  protected readonly onScroll = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.scroller) this.#resized.observe(this.scroller);
  }

  /** Through the style object: a `style` attribute would need a laxer content security policy. */
  protected override updated(_changed: PropertyValues): void {
    const space = this.renderRoot.querySelector<HTMLElement>('.space');
    const rows = this.renderRoot.querySelector<HTMLElement>('.rows');
    if (space) space.style.height = `${this.rowCount * this.rowHeight}px`;
    if (rows) rows.style.transform = `translateY(${this.visible.first * this.rowHeight}px)`;
  }

  /** Scrolls as far as it takes to see a row. */
  protected reveal(index: number): void {
    const scroller = this.scroller;
    if (!scroller) return;

    const top = index * this.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    const hidden = top + this.rowHeight - scroller.clientHeight;
    if (hidden > scroller.scrollTop) scroller.scrollTop = hidden;
  }
}
