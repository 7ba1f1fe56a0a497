import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-label/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { CheckList } from '../checkList.ts';
import { DataTable } from '../dataTable.ts';
import { EventLog } from '../eventLog.ts';
import { LineChart } from '../lineChart.ts';
import { pageHost } from '../vscodeApi.ts';
import { DevicePicker } from './devicePicker.ts';
import { RatePanel } from './ratePanel.ts';
import { SettingsForm } from './settingsForm.ts';
import { SimulatorPage } from './simulatorPage.ts';
import './simulatorPage.css';
import { TemplateEditor } from './templateEditor.ts';

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'check-list': CheckList,
  'data-table': DataTable,
  'event-log': EventLog,
  'line-chart': LineChart,
  'device-picker': DevicePicker,
  'rate-panel': RatePanel,
  'settings-form': SettingsForm,
  'template-editor': TemplateEditor,
  'simulator-page': SimulatorPage,
};
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);

const page = new SimulatorPage();
page.host = pageHost();
document.body.append(page);
