import { type TemplateResult, html } from 'lit';
import type { DeviceRow, HubAssignment } from '../../protocol/simulatorRun.ts';
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

/** With the hub that a provisioning service gave each device, and those before. */
export function provisionedColumns(hubNames: Readonly<Record<string, string>>): readonly TableColumn<DeviceRow>[] {
  const nameOf = ({ hub }: HubAssignment) => hubNames[hub.toLowerCase()] ?? hub;
  const hubColumn: TableColumn<DeviceRow> = {
    heading: 'Hub',
    width: 'minmax(9em, 3fr)',
    cell: ({ assignments = [] }) => hubCell(assignments, nameOf),
  };
  const [device, state, ...others] = deviceColumns;
  return [device, state, hubColumn, ...others].filter(column => column !== undefined);
}

/** The hub that a device is on, before those that it was on, so that a narrow column shows it; the title is the whole history. */
function hubCell(
  assignments: readonly HubAssignment[],
  nameOf: (one: HubAssignment) => string,
): TemplateResult | string {
  if (assignments.length === 0) return '';

  const history = assignments.map(one => {
    const why = one.substatus === undefined ? '' : `, ${substatusWords[one.substatus] ?? one.substatus}`;
    return `${new Date(one.atMs).toLocaleTimeString()} ${nameOf(one)}${why}`;
  });
  const hubs = assignments.map(nameOf);
  const path = hubs.filter((hub, index) => hub !== hubs[index - 1]);
  return html`<span title=${history.join('\n')}>${path.slice(-3).toReversed().join(' ← ')}</span>`;
}

const substatusWords: Readonly<Record<string, string>> = {
  initialAssignment: 'first assignment',
  deviceDataMigrated: 'moved with its data',
  deviceDataReset: 'data reset',
  reprovisionedToInitialAssignment: 'stayed',
};

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
