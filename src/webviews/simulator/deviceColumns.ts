import { type TemplateResult, html } from 'lit';
import type { DeviceRow } from '../../protocol/simulatorRun.ts';
import type { TableColumn } from '../dataTable.ts';
import { describeState, stateAppearance } from './deviceState.ts';

/** The table of simulated devices. */
export const deviceColumns: readonly TableColumn<DeviceRow>[] = [
  {
    heading: 'Device',
    width: 'minmax(8em, 2fr)',
    cell: ({ deviceId }) => html`<span class="id" title=${deviceId}>${deviceId}</span>`,
  },
  { heading: 'State', width: 'minmax(9em, 2fr)', cell: stateCell },
  { heading: 'Sent', width: 'minmax(4em, 1fr)', numeric: true, cell: ({ sent }) => sent.toLocaleString() },
  { heading: 'Failed', width: 'minmax(4em, 1fr)', numeric: true, cell: ({ failed }) => failed.toLocaleString() },
  { heading: 'Last method', width: 'minmax(10em, 3fr)', cell: methodCell },
];

function stateCell(row: DeviceRow): TemplateResult {
  const { icon } = stateAppearance(row.state);
  return html`<span title=${describeState(row)}><vscode-icon name=${icon}></vscode-icon>${describeState(row)}</span>`;
}

function methodCell({ lastMethod }: DeviceRow): TemplateResult | string {
  if (!lastMethod) return '';

  const { name, status, atMs } = lastMethod;
  const at = new Date(atMs).toLocaleTimeString();
  const text = status === undefined ? `${name}…` : `${name} → ${status}`;
  const title = status === undefined ? `${name}, called at ${at}` : `${text} at ${at}`;
  return html`<span title=${title}>${text}</span>`;
}
