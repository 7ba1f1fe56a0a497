import type { Figure } from './figure.ts';

const headings = ['figure', 'local hub', 'peer', 'peer has', 'times the peer', 'goal'];

/** The figures as a Markdown table, ready for README, and how fast this machine is as far as that is known. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = [headings, ...figures.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;

  const table = [line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)];
  return [...table, ...machineLines(figures)].join('\n');
}

function machineLines(figures: readonly Figure[]): readonly string[] {
  const known = figures.flatMap(({ figure, peer, machine }) =>
    machine === undefined ? [] : [`${machine.toFixed(2)} (${peer}, ${figure})`],
  );
  return known.length === 0
    ? []
    : ['', `The peers here, beside the machine that the goals are of: ${known.join('; ')}.`];
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
