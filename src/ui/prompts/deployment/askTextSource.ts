import * as vscode from 'vscode';
import type { TextSource } from '../../support/deployment/templateFile.ts';
import { askFile } from '../askFile.ts';
import { pick } from '../question.ts';

export interface SourceQuestion {
  readonly placeHolder: string;
  readonly openLabel: string;
  /** What stands in the documents that may be meant. */
  readonly mark: RegExp;
  /** What an entry says that takes none. */
  readonly none?: string;
}

interface SourceItem extends vscode.QuickPickItem {
  readonly source: () => Promise<TextSource | 'none' | undefined>;
}

/** Asks for an open document or a file, and reads it. @throws FileProblem */
export async function askTextSource(question: SourceQuestion): Promise<TextSource | 'none' | undefined> {
  const { placeHolder, openLabel, mark, none } = question;
  const open = vscode.workspace.textDocuments.filter(document => mark.test(document.getText()));
  const items: readonly SourceItem[] = [
    ...(none === undefined ? [] : [{ label: none, source: async () => 'none' as const }]),
    ...open.map(documentItem),
    { label: vscode.l10n.t('$(folder-opened) Choose a File…'), source: () => fromFile(placeHolder, openLabel) },
  ];
  return (await pick(items, { placeHolder }))?.source();
}

/** As it stands in the editor, saved or not. */
function documentItem(document: vscode.TextDocument): SourceItem {
  const name = vscode.workspace.asRelativePath(document.uri);
  return {
    label: `$(json) ${name}`,
    description: document.isDirty ? vscode.l10n.t('as it is in the editor, not saved') : '',
    source: async () => ({ name, text: document.getText() }),
  };
}

async function fromFile(title: string, openLabel: string): Promise<TextSource | undefined> {
  const file = await askFile({ title, openLabel, filters: { JSON: ['json', 'jsonc'] } });
  return file && { name: file.path, text: file.content.toString('utf8') };
}
