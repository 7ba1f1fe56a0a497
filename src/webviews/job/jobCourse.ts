import { LitElement, type TemplateResult, css, html } from 'lit';
import type { JobPoint } from '../../protocol/jobPage.ts';
import type { ChartLine } from '../chartLine.ts';
import type { ChartPoint } from '../lineChart.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { valueTable, valueTableStyles } from '../valueTable.ts';
import { type CourseLine, chartSeconds, courseLines } from './course.ts';

const chartLines: readonly ChartLine[] = courseLines;

/** How the counts of a job went over time: as a chart, and the same as a table. */
export class JobCourse extends LitElement {
  static override readonly properties = {
    points: { attribute: false },
  };

  static override readonly styles = [
    sharedStyles,
    valueTableStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        margin: 4px 0 0;
        padding: 0;
        list-style: none;
      }
      svg {
        width: 32px;
        height: 8px;
        margin-right: 6px;
        vertical-align: middle;
      }
    `,
  ];

  declare points: readonly JobPoint[];

  constructor() {
    super();
    this.points = [];
  }

  protected override render(): TemplateResult {
    if (this.points.length < 2) {
      return html`<p class="quiet">The course is drawn while this page is open and devices are being reached.</p>`;
    }
    return html`
      <line-chart
        .points=${this.points.map(chartPoint)}
        .lines=${chartLines}
        seconds=${chartSeconds(this.points)}
      ></line-chart>
      <ul aria-hidden="true">
        ${courseLines.map(legendEntry)}
      </ul>
      ${valueTable({
        summary: 'The course as a table',
        label: 'Devices over time',
        names: courseLines.map(({ name }) => name),
        rows: this.points.toReversed().map(point => ({
          time: new Date(point.second * 1000).toLocaleTimeString(),
          values: chartPoint(point).values,
        })),
      })}
    `;
  }

  /** Through the style object: a `style` attribute would need a laxer content security policy. */
  protected override updated(): void {
    for (const [index, path] of this.renderRoot.querySelectorAll<SVGPathElement>('path').entries()) {
      path.style.stroke = `var(${courseLines[index]?.colour ?? ''}, var(--vscode-foreground))`;
    }
  }
}

function chartPoint({ second, counts }: JobPoint): ChartPoint {
  return { second, values: courseLines.map(({ value }) => value(counts)) };
}

function legendEntry({ name, dash }: CourseLine): TemplateResult {
  return html`<li>
    <svg viewBox="0 0 32 8"><path d="M0 4 H32" fill="none" stroke-width="2" stroke-dasharray=${dash.join(' ')} /></svg
    >${name}
  </li>`;
}
