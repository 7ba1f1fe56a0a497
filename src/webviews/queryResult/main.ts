import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { CheckList } from '../checkList.ts';
import { pageHost } from '../vscodeApi.ts';
import { QueryResultPage } from './queryResultPage.ts';
import './queryResultPage.css';
import { ResultGrid } from '../resultGrid.ts';

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'check-list': CheckList,
  'result-grid': ResultGrid,
  'query-result-page': QueryResultPage,
};
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);

const page = new QueryResultPage();
page.host = pageHost();
document.body.append(page);
