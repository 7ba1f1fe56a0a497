import * as vscode from 'vscode';
import { printDuration } from '../../../domain/jobs/durationText.ts';
import { devicesWithin, forecastPhrase, forecastSeconds } from '../../../domain/jobs/forecast.ts';
import { tierLimits } from '../../../domain/tierLimits.ts';
import type { KnownSize } from '../../support/jobs/hubSizes.ts';
import type { JobOrder } from '../../support/jobs/jobOrder.ts';

const locale = () => vscode.env.language;

/** How many devices and how long: `10,000 devices, about 17 min on S1`. */
export function forecastWords(count: number, size: KnownSize): string {
  const phrase = forecastPhrase(count, size, locale());
  return size.assumed ? vscode.l10n.t('{0}, if that is its tier', phrase) : phrase;
}

/** What a person should know before the job is sent; nothing if all is well. */
export function concern(count: number | undefined, size: KnownSize, seconds: number): string | undefined {
  if (size.tier !== 'unlimited' && tierLimits[size.tier].edition === 'basic') {
    return vscode.l10n.t('Hubs of tier {0} have no jobs.', size.tier);
  }
  if (count === undefined || forecastSeconds(count, size) <= seconds) return undefined;

  const late = count - devicesWithin(seconds, size);
  return vscode.l10n.t(
    'It ends after {0}: about {1} devices have no turn by then. Give it more time.',
    printDuration(seconds),
    late.toLocaleString(locale()),
  );
}

/** The tier of the hub, and whether somebody said so. */
export function sizeWords({ tier, units, assumed }: KnownSize): string {
  if (tier === 'unlimited') return vscode.l10n.t('Without limits');
  const words = units === 1 ? vscode.l10n.t('{0}, 1 unit', tier) : vscode.l10n.t('{0}, {1} units', tier, units);
  return assumed ? vscode.l10n.t('{0} (assumed)', words) : words;
}

/** Where it runs: the condition, or how a long selection is reached. */
export function targetWords({ jobs, marked }: JobOrder): string {
  const [first, ...others] = jobs;
  if (marked) {
    const count = marked.length.toLocaleString(locale());
    return vscode.l10n.t('{0}, a temporary tag on {1} selected devices', first?.queryCondition ?? '', count);
  }
  return others.length === 0
    ? shortened(first?.queryCondition ?? '')
    : vscode.l10n.t('selected devices by their ids, in {0} jobs', jobs.length);
}

const longestCondition = 120;

function shortened(condition: string): string {
  return condition.length > longestCondition ? `${condition.slice(0, longestCondition)}…` : condition;
}
