import * as vscode from 'vscode';
import { askLine, pick } from './question.ts';

const hourMs = 60 * 60 * 1000;
const mostHours = 365 * 24;

/** Asks how long a token is to be good, in milliseconds. */
export async function askTokenLifeMs(title: string): Promise<number | undefined> {
  const items = [
    { label: vscode.l10n.t('1 hour'), hours: 1 },
    { label: vscode.l10n.t('8 hours'), hours: 8 },
    { label: vscode.l10n.t('1 day'), hours: 24 },
    { label: vscode.l10n.t('7 days'), hours: 7 * 24 },
    { label: vscode.l10n.t('30 days'), hours: 30 * 24 },
    { label: vscode.l10n.t('Another number of hours…'), hours: undefined },
  ];
  const picked = await pick(items, { title, placeHolder: vscode.l10n.t('Expires after') });
  const hours = picked && (picked.hours ?? (await askHours(title)));
  return hours === undefined ? undefined : hours * hourMs;
}

async function askHours(title: string): Promise<number | undefined> {
  const text = await askLine({
    title,
    prompt: vscode.l10n.t('Hours until the token expires'),
    validateInput: text => (isHours(text) ? undefined : vscode.l10n.t('A whole number from {0} to {1}.', 1, mostHours)),
  });
  return text === undefined ? undefined : Number(text);
}

function isHours(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostHours;
}
