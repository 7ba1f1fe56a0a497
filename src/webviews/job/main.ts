import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-label/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { LineChart } from '../lineChart.ts';
import { ResultGrid } from '../resultGrid.ts';
import { pageHost } from '../vscodeApi.ts';
import { JobCourse } from './jobCourse.ts';
import { JobDevices } from './jobDevices.ts';
import { JobPage } from './jobPage.ts';
import './jobPage.css';

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'line-chart': LineChart,
  'result-grid': ResultGrid,
  'job-course': JobCourse,
  'job-devices': JobDevices,
  'job-page': JobPage,
};
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);

const page = new JobPage();
page.host = pageHost();
document.body.append(page);
