import * as vscode from 'vscode';
import type { DeviceDataFates, ProvisioningDecision } from '../../../domain/provisioning/decideProvisioning.ts';
import { type DeviceForecast, forecastTotals } from '../../../domain/provisioning/forecast.ts';
import { policyName } from '../../../domain/provisioning/reprovisionPolicies.ts';
import { policyWords } from '../../support/provisioning/enrollmentWords.ts';
import {
  type ForecastBase,
  forecastOf,
  forecastWith,
  mostForecast,
  oldApiVersion,
} from '../../support/provisioning/forecastBase.ts';
import {
  fateWord,
  partWord,
  refusalSentence,
  ruleSentence,
  totalsWords,
} from '../../support/provisioning/forecastWords.ts';

export interface OutcomeQuestion {
  readonly base: ForecastBase;
  /** One device alone; all that have asked if absent. */
  readonly registrationId?: string;
  /** The name by which people know a hub. */
  readonly hubName: (hostName: string) => string;
  /** The ids of the modules of devices that would leave them behind. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}

/** What would happen if an enrollment's devices asked again now, as a text that is read as it stands or as Markdown. */
export function outcomeText(question: OutcomeQuestion): string {
  const { base, registrationId } = question;
  const forecasts = outcomeForecasts(base, registrationId);
  const { id } = base.target.address;
  const heading =
    registrationId === undefined
      ? vscode.l10n.t('What would happen if the devices of {0} asked again now', id)
      : vscode.l10n.t('What would happen if {0} asked again now', registrationId);

  const parts = [
    `# ${heading}`,
    [
      vscode.l10n.t('Policy: {0}.', policyWords(policyName(base.record.reprovisionPolicy))),
      ...(registrationId === undefined ? [vscode.l10n.t('Devices: {0}.', totalsWords(forecastTotals(forecasts)))] : []),
      ...(base.registrations.length < mostForecast
        ? []
        : [vscode.l10n.t('Only the first {0} are listed.', mostForecast)]),
      vscode.l10n.t('Nothing was changed.'),
    ].join(' '),
    ...sections(forecasts, question),
    ...oldDevices(question),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The forecasts that a text is about. */
export function outcomeForecasts(base: ForecastBase, registrationId?: string): readonly DeviceForecast[] {
  if (registrationId === undefined) return forecastWith(base);

  const state = base.registrations.find(one => one.registrationId === registrationId) ?? { registrationId };
  return [forecastOf(base, state)];
}

/** Devices of which the same becomes, together. */
function sections(forecasts: readonly DeviceForecast[], question: OutcomeQuestion): readonly string[] {
  const groups = Map.groupBy(forecasts, forecast => describe(forecast, question));

  return [...groups].map(([description, members]) => {
    const names = members.map(({ registrationId }) => `- ${nameOf(registrationId, question)}`).join('\n');
    return question.registrationId === undefined ? `${description}\n\n${names}` : description;
  });
}

function nameOf(registrationId: string, { modules }: OutcomeQuestion): string {
  const lost = modules.get(registrationId) ?? [];
  return lost.length === 0 ? registrationId : vscode.l10n.t('{0} (loses {1})', registrationId, lost.join(', '));
}

function describe({ currentHub, outcome }: DeviceForecast, { hubName, ...question }: OutcomeQuestion): string {
  const from = currentHub === undefined ? vscode.l10n.t('no hub') : hubName(currentHub);
  switch (outcome.kind) {
    case 'refused':
      return `## ${vscode.l10n.t('{0}: refused', from)}\n\n${refusalSentence(outcome.problem)}`;
    case 'open': {
      const hubs = outcome.possible.map(({ hubHostName }) => hubName(hubHostName)).join(', ');
      const heading = `## ${vscode.l10n.t('{0} → one of {1}', from, hubs)}`;
      const first = outcome.possible.find(({ leaves }) => leaves !== undefined) ?? outcome.possible[0];
      return [heading, openSentence(outcome.by), ...(first ? [dataText(first, { hubName, ...question })] : [])].join(
        '\n\n',
      );
    }
    case 'decided':
      return [
        `## ${movement(outcome.decision, from, hubName)}`,
        ruleSentence(outcome.decision.rule),
        dataText(outcome.decision, { hubName, ...question }),
      ].join('\n\n');
  }
}

function movement(
  { leaves, hubHostName, rule }: ProvisioningDecision,
  from: string,
  hubName: (host: string) => string,
) {
  return leaves === undefined && rule !== 'firstAssignment'
    ? vscode.l10n.t('{0}: stays', from)
    : `${from} → ${hubName(hubHostName)}`;
}

function openSentence(by: 'hash' | 'latency' | 'webhook'): string {
  switch (by) {
    case 'hash':
      return vscode.l10n.t('Which one, the service chooses by weight in a way that is not documented. If it moves:');
    case 'latency':
      return vscode.l10n.t('Which one depends on where the device is when it asks. If it moves:');
    case 'webhook':
      return vscode.l10n.t('Which one, the webhook says when the device asks. If it moves:');
  }
}

function dataText({ data }: ProvisioningDecision, { registrationId, modules }: Partial<OutcomeQuestion>): string {
  const lost = registrationId === undefined ? [] : (modules?.get(registrationId) ?? []);
  const parts = Object.entries(data) as (readonly [keyof DeviceDataFates, DeviceDataFates[keyof DeviceDataFates]])[];
  return parts
    .map(([part, fate]) => {
      const names = part === 'modules' && fate === 'lost' && lost.length > 0 ? ` (${lost.join(', ')})` : '';
      return `- ${partWord(part)}: ${fateWord(fate)}${names}`;
    })
    .join('\n');
}

/** Without a policy the age of the device's own API decides, which the service does not tell. */
function oldDevices({ base, registrationId }: OutcomeQuestion): readonly string[] {
  if (base.record.reprovisionPolicy || base.record.provisioningStatus === 'disabled') return [];

  const forecasts =
    registrationId === undefined
      ? forecastWith(base, { apiVersion: oldApiVersion })
      : outcomeForecasts(base, registrationId).map(({ currentHub }) =>
          forecastOf(
            base,
            { registrationId, ...(currentHub ? { assignedHub: currentHub } : {}) },
            { apiVersion: oldApiVersion },
          ),
        );
  const heading = `## ${vscode.l10n.t('Devices with an API of {0} or older', oldApiVersion)}`;
  const sentence = vscode.l10n.t(
    'Without a policy these stay on the hub that they have. Of them: {0}.',
    totalsWords(forecastTotals(forecasts)),
  );
  return [heading, sentence];
}
