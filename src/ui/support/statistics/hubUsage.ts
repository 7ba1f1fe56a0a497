import { l10n } from 'vscode';
import type { StatisticsState } from '../../../protocol/statisticsPage.ts';
import type { Hub } from '../hub.ts';

/** The tier of a hub, and what was used today of what it allows. */
export type HubUsage = Pick<StatisticsState, 'tier' | 'usage'>;

/** What is known of a hub that is reached by a connection string alone. */
export function usageByKey(hub: Hub): HubUsage {
  return { tier: null, usage: { rows: [], why: hub.kind === 'local' ? localWords() : keyWords() } };
}

function localWords(): string {
  return l10n.t(
    'This hub runs on your machine without a tier: nothing is limited and no messages are metered. Start it in a terminal with --tier S1 to work within the limits of a tier.',
  );
}

function keyWords(): string {
  return l10n.t(
    'The hub was added by its connection string, which tells neither its tier nor its daily messages. Azure Resource Manager tells both to those who are signed in.',
  );
}
