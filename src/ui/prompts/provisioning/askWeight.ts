import * as vscode from 'vscode';
import { mostWeight } from '../../../domain/provisioning/hubLink.ts';
import { askLine } from '../question.ts';

/** Asks how large a hub's share of the devices is. */
export async function askWeight(title: string, weight: number): Promise<number | undefined> {
  const text = await askLine({
    title,
    prompt: vscode.l10n.t('Its share of the devices, against the weights of the others'),
    value: String(weight),
    validateInput: weightProblem,
  });
  return text === undefined ? undefined : Number(text);
}

function weightProblem(text: string): string | undefined {
  const weight = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return weight >= 1 && weight <= mostWeight
    ? undefined
    : vscode.l10n.t('A whole number from {0} to {1}.', 1, mostWeight.toLocaleString(vscode.env.language));
}
