import { l10n } from 'vscode';
import type { Json } from '../../../domain/json.ts';
import { type DryRun, most } from '../../../domain/transfer/dryRun.ts';
import { importModes } from '../../../domain/transfer/importMode.ts';
import { describeLineProblem } from '../../../domain/transfer/lineProblem.ts';
import type { Change } from '../../../domain/transfer/planLine.ts';
import { describeRefusal } from '../../../domain/transfer/refusal.ts';
import { count } from '../../support/transfer/transferProgress.ts';

/** The document of a dry run: the counts, then samples, then each line that cannot be imported. */
export function dryRunText(fileName: string, hubName: string, run: DryRun): string {
  return [
    l10n.t('Dry run: {0} into {1}', fileName, hubName),
    l10n.t('Nothing was changed yet. The hub is compared as its queries see it, which may be some seconds behind.'),
    '',
    ...countLines(run),
    '',
    ...modeLines(run),
    ...section(l10n.t('Created'), run.counts.create, run.created),
    ...section(l10n.t('Changed'), run.counts.change, run.changed.map(changedText)),
    ...section(l10n.t('Deleted, with their twins and modules'), run.counts.delete, run.deleted),
    ...section(
      l10n.t('Refused by the hub as it is'),
      run.counts.refused,
      run.refused.map(({ line, label, reason }) => lineText(line, `${label}: ${describeRefusal(reason)}`)),
    ),
    ...section(
      l10n.t('Lines that cannot be read'),
      run.counts.bad,
      run.bad.map(({ line, problem }) => lineText(line, describeLineProblem(problem))),
    ),
  ].join('\n');
}

/** `Line 12`, which the document makes a link of, and what is to be said of it. */
export function lineText(line: number, text: string): string {
  return l10n.t('Line {0}: {1}', line, text);
}

/** A heading with a count, and what it counts; of a list that is not whole, how much is left out. */
export function section(heading: string, all: number, items: readonly string[]): readonly string[] {
  if (all === 0) return [];
  const left = all - items.length;
  const more = left > 0 ? [l10n.t('… and {0} more', count(left))] : [];
  return ['', `${heading} (${count(all)})`, ...[...items, ...more].map(item => `  ${item}`)];
}

/** Figures under each other. */
export function table(rows: readonly (readonly [name: string, figure: number])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  const figures = rows.map(([, figure]) => count(figure));
  const figureWidth = Math.max(...figures.map(({ length }) => length));
  return rows.map(([name], index) => `${name.padEnd(width)}  ${(figures[index] ?? '').padStart(figureWidth)}`);
}

function countLines({ counts, lines, newCredentials }: DryRun): readonly string[] {
  return table([
    [l10n.t('Lines'), lines],
    [l10n.t('Would be created'), counts.create],
    [l10n.t('Would be changed'), counts.change],
    [l10n.t('  of them with other keys or certificates'), newCredentials],
    [l10n.t('Would be deleted'), counts.delete],
    [l10n.t('Are as in the file already'), counts.unchanged],
    [l10n.t('Would be refused'), counts.refused],
    [l10n.t('Cannot be read'), counts.bad],
  ]);
}

function modeLines({ modes }: DryRun): readonly string[] {
  const rows = importModes.flatMap((mode): [string, number][] => (modes[mode] ? [[`  ${mode}`, modes[mode]]] : []));
  return rows.length === 0 ? [] : [l10n.t('By import mode'), ...table(rows)];
}

function changedText({ label, changes }: { readonly label: string; readonly changes: readonly Change[] }): string {
  const shown = changes.slice(0, most.samples).map(change => `    ${changeText(change)}`);
  const left = changes.length - shown.length;
  return [label, ...shown, ...(left > 0 ? [`    ${l10n.t('… and {0} more', count(left))}`] : [])].join('\n  ');
}

function changeText({ member, before, after }: Change): string {
  if (before === undefined && after === undefined) return l10n.t('{0}: replaced', member);
  if (before === undefined) return l10n.t('{0}: {1} (new)', member, valueText(after));
  if (after === undefined) return l10n.t('{0}: {1} (goes)', member, valueText(before));
  return l10n.t('{0}: {1} → {2}', member, valueText(before), valueText(after));
}

function valueText(value: Json | undefined): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
