import { LitElement, type PropertyValues, type TemplateResult, css, html, unsafeCSS } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css' with { type: 'text' };
import type { ChartLine } from './chartLine.ts';

export interface ChartPoint {
  /** In seconds since 1970. */
  readonly second: number;
  /** One for each line. */
  readonly values: readonly number[];
}

const oneLine: readonly ChartLine[] = [{ colour: '--vscode-charts-blue', dash: [] }];

/**
 * Lines over time in the theme's colours. The picture is hidden from screen readers: whoever shows it shows the same
 * figures in a table.
 */
export class LineChart extends LitElement {
  static override readonly properties = {
    points: { attribute: false },
    lines: { attribute: false },
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
  declare lines: readonly ChartLine[];
  /** How much time is shown. */
  declare seconds: number;
  #plot: uPlot | undefined;
  readonly #resized = new ResizeObserver(() => this.#fit());
  readonly #themed = new MutationObserver(() => this.#draw());

  constructor() {
    super();
    this.points = [];
    this.lines = oneLine;
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
    const times = this.points.map(({ second }) => second);
    return [times, ...this.lines.map((_, line) => this.points.map(({ values }) => values[line] ?? null))];
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
    this.#plot = new uPlot({ ...chartOptions(this.seconds, this.lines), ...this.#size }, this.#data, place);
  }
}

const day = 86_400;
/** How far apart marks on the axis of time can stand, in seconds. */
const timeSteps = [
  1,
  5,
  15,
  30,
  60,
  120,
  300,
  900,
  1800,
  3600,
  10_800,
  21_600,
  43_200,
  day,
  2 * day,
  7 * day,
  30 * day,
];
/** 1, 2, 5, 10… up to a million: the most devices that a hub has. */
const valueSteps = [0, 1, 2, 3, 4, 5, 6].flatMap(power => [1, 2, 5].map(first => first * 10 ** power));

function chartOptions(seconds: number, lines: readonly ChartLine[]): Omit<uPlot.Options, 'width' | 'height'> {
  const text = themeColour('--vscode-foreground');
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
    // Room for the half of the last clock time that stands beyond the newest point.
    padding: [null, 36, null, null],
    scales: {
      x: { range: ({ data: [times] }) => upTo(times.at(-1) ?? Date.now() / 1000, seconds) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    axes: [
      {
        ...axis,
        incrs: timeSteps,
        // The least width of a mark: a clock time with seconds and some room.
        space: 80,
        values: (_, times, __, ___, step) => times.map(time => (step >= day ? date(time) : clockTime(time, step))),
      },
      { ...axis, size: 64, incrs: valueSteps, values: (_, values) => values.map(value => value.toLocaleString()) },
    ],
    series: [{}, ...lines.map(series)],
  };
}

function series({ colour, dash }: ChartLine): uPlot.Series {
  const stroke = themeColour(colour, '--vscode-charts-foreground', '--vscode-foreground');
  return { stroke, width: 2, points: { show: false }, dash: [...dash] };
}

/** The stretch of time that ends with the newest point; before there is one, with now. */
function upTo(newest: number, seconds: number): [number, number] {
  return [newest - seconds, newest];
}

/** With seconds where marks stand less than a minute apart. */
function clockTime(second: number, step: number): string {
  const timeStyle = step < 60 ? 'medium' : 'short';
  return new Date(second * 1000).toLocaleTimeString([], { timeStyle });
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
