import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { LineChart } from '../lineChart.ts';
import { pageHost } from '../vscodeApi.ts';
import { CountsPanel } from './countsPanel.ts';
import { ShareTable } from './shareTable.ts';
import { StatisticsPage } from './statisticsPage.ts';
import './statisticsPage.css';
import { UsageTable } from './usageTable.ts';

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'line-chart': LineChart,
  'counts-panel': CountsPanel,
  'share-table': ShareTable,
  'usage-table': UsageTable,
  'statistics-page': StatisticsPage,
};
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);

const page = new StatisticsPage();
page.host = pageHost();
document.body.append(page);
