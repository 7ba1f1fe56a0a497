import { env, l10n } from 'vscode';
import type { Deployment, DeploymentStep } from '../../../domain/resources/deployments.ts';
import type { ResourceFault } from '../../../domain/resources/resourceFault.ts';
import { resourceLabel } from '../../../domain/resources/resourceId.ts';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import { withoutSecrets } from '../../../domain/resources/withoutKeys.ts';
import { fullTime } from '../../support/localTime.ts';

/** What came of a deployment, as a text that is read as it stands or as Markdown. Without secrets. */
export function deploymentText(deployment: Deployment, steps: readonly DeploymentStep[]): string {
  const { name, resourceGroup, fault, outputs, parameters, tags } = deployment;
  const parts = [
    `# ${l10n.t('{0} in {1}', name, resourceGroup)}`,
    summary(deployment),
    ...list(l10n.t('What went wrong'), fault ? [faultLines(fault)] : []),
    ...list(l10n.t('Steps that failed'), steps.filter(({ state }) => state === 'Failed').map(stepLines)),
    ...list(l10n.t('Outputs'), values(outputs)),
    ...list(l10n.t('Parameters'), values(parameters)),
    ...list(
      l10n.t('Tags'),
      Object.entries(tags).map(([tag, value]) => `- ${tag}: ${value}`),
    ),
    ...list(l10n.t('Steps'), steps.filter(({ state }) => state !== 'Failed').map(stepLines)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function summary({ state, mode, timestamp, duration, id }: Deployment): string {
  const when = timestamp === undefined ? [] : [fullTime(timestamp, env.language)];
  const took = duration === undefined ? [] : [l10n.t('took {0}', durationWords(duration))];
  return [[state, mode, ...took, ...when].join(' · '), id].join('\n\n');
}

/** `PT1M2.5S` as `1 min 2.5 s`. */
function durationWords(duration: string): string {
  return duration
    .replace(/^P(?:\d+D)?T/, '')
    .replace(/(?<hours>\d+)H/, '$<hours> h ')
    .replace(/(?<minutes>\d+)M/, '$<minutes> min ')
    .replace(/(?<seconds>[\d.]+)S/, '$<seconds> s')
    .trim();
}

function list(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, lines.join('\n')];
}

function stepLines({ state, statusCode, resourceId, fault }: DeploymentStep): string {
  const what = resourceId === undefined ? l10n.t('the deployment itself') : resourceLabel(resourceId);
  const line = `- ${what}: ${[state, statusCode].filter(Boolean).join(', ')}`;
  return fault ? `${line}\n${faultLines(fault, '  ')}` : line;
}

/** In the words of the resource manager, with what was the matter inside under it. */
function faultLines({ code, message, details }: ResourceFault, indent = ''): string {
  const line = `${indent}- ${[code, message].filter(Boolean).join(': ')}`;
  return [line, ...(details ?? []).map(each => faultLines(each, `${indent}  `))].join('\n');
}

/** Of values that are secret, the resource manager shows none; those that say so by their names are not shown either. */
function values(members: JsonObject): readonly string[] {
  return Object.entries(members).map(([name, member]) => {
    const { value, type } = isJsonObject(member) ? member : { value: member, type: '' };
    const shown = value === undefined ? '***' : JSON.stringify(withoutSecrets(name, value));
    return `- ${name}${typeof type === 'string' && type !== '' ? ` (${type})` : ''}: ${shown}`;
  });
}
