import { LitElement, type PropertyValues, type TemplateResult, css, html, unsafeCSS } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css' with { type: 'text' };

export interface ChartPoint {
  /** In seconds since 1970. */
  readonly second: number;
  readonly value: number;
}

/**
 * A line over time in the theme's colours. The picture is hidden from screen readers: whoever shows it shows the same
 * figures in a table.
 */
export class LineChart extends LitElement {
  static override readonly properties = {
    points: { attribute: false },
    seconds: { type: Number },
  };

  static override readonly styles = [
    unsafeCSS(uPlotStyles),
    css`
      :host {
        display: block;
        min-height: 160px;
      }
    `,
  ];

  declare points: readonly ChartPoint[];
  /** How much time is shown. */
  declare seconds: number;
  #plot: uPlot | undefined;
  readonly #resized = new ResizeObserver(() => this.#fit());
  readonly #themed = new MutationObserver(() => this.#draw());

  constructor() {
    super();
    this.points = [];
    this.seconds = 300;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
    this.#resized.observe(this);
    // VS Code says so on the body when the theme changes.
    this.#themed.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#themed.disconnect();
    this.#plot?.destroy();
  }

  protected override render(): TemplateResult {
    return html`<div class="plot"></div>`;
  }

  protected override firstUpdated(): void {
    this.#draw();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('seconds')) this.#draw();
    else if (changed.has('points')) this.#plot?.setData(this.#data);
  }

  get #data(): uPlot.AlignedData {
    return [this.points.map(({ second }) => second), this.points.map(({ value }) => value)];
  }

  get #size(): { readonly width: number; readonly height: number } {
    return { width: Math.max(100, this.clientWidth), height: 160 };
  }

  #fit(): void {
    this.#plot?.setSize(this.#size);
  }

  #draw(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!place) return;

    this.#plot?.destroy();
    this.#plot = new uPlot({ ...chartOptions(this.seconds), ...this.#size }, this.#data, place);
  }
}

const hour = 3600;
const day = 24 * hour;
/** How far apart marks on the axis of time can stand, in seconds. */
const timeSteps = [60, 120, 300, 900, 1800, hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 30 * day];
/** 1, 2, 5, 10… up to a million: the most devices that a hub has. */
const valueSteps = [0, 1, 2, 3, 4, 5, 6].flatMap(power => [1, 2, 5].map(first => first * 10 ** power));

function chartOptions(seconds: number): Omit<uPlot.Options, 'width' | 'height'> {
  const text = themeColour('--vscode-foreground');
  const line = themeColour('--vscode-charts-blue', '--vscode-charts-foreground', '--vscode-foreground');
  const grid = themeColour('--vscode-charts-lines', '--vscode-foreground');
  const axis: uPlot.Axis = {
    stroke: text,
    font: `11px ${themeValue('--vscode-font-family') || 'sans-serif'}`,
    grid: { stroke: grid, width: 0.3 },
    ticks: { stroke: grid, width: 0.3 },
  };

  return {
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: ({ data: [times] }) => upTo(times.at(-1) ?? Date.now() / 1000, seconds) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    axes: [
      { ...axis, incrs: timeSteps, values: (_, times, __, ___, step) => times.map(step >= day ? date : clockTime) },
      { ...axis, size: 64, incrs: valueSteps, values: (_, values) => values.map(value => value.toLocaleString()) },
    ],
    series: [{}, { stroke: line, width: 2, points: { show: false } }],
  };
}

/** The stretch of time that ends with the newest point; before there is one, with now. */
function upTo(newest: number, seconds: number): [number, number] {
  return [newest - seconds, newest];
}

function clockTime(second: number): string {
  return new Date(second * 1000).toLocaleTimeString([], { timeStyle: 'short' });
}

function date(second: number): string {
  return new Date(second * 1000).toLocaleDateString([], { month: 'short', day: 'numeric' });
}

function themeColour(...names: readonly string[]): string {
  return names.map(themeValue).find(value => value !== '') ?? 'currentColor';
}

function themeValue(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
