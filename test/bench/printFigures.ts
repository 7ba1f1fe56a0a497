import type { Figure } from './figure.ts';

const headings = ['figure', 'local hub', 'peer', 'peer has', 'times the peer', 'goal'];

/** The figures as a Markdown table, ready for README. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = [headings, ...figures.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;

  return [line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function cellsOf(figure: Figure): readonly string[] {
  const { value, unit, peer, peerValue, ratio } = figure;
  return [
    figure.figure,
    amount(value, unit),
    peer ?? '',
    peerValue === null ? '' : amount(peerValue, unit),
    ratio === null ? '' : ratio.toFixed(2),
    goalCell(figure),
  ];
}

function goalCell({ goal, goalFor, unit, met }: Figure): string {
  if (goal === null) return '';

  const verdict = met ? 'met' : 'MISSED';
  if (!goalFor) return `≥ ${goal.toFixed(2)} ${verdict}`;
  return `${goalFor === 'most' ? '≤' : '≥'} ${amount(goal, unit)} ${verdict}`;
}

function amount(value: number, unit: string): string {
  return `${value.toLocaleString('en-US')} ${unit}`;
}
