import * as vscode from 'vscode';
import { functions, isFunctionName } from '../../../domain/query/functions.ts';
import { describeFunction, describeProperty, functionSignature } from './queryWords.ts';

/** Says what the functions and the properties of a query mean. */
export class QueryHovers implements vscode.HoverProvider {
  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z_$][\w$]*/);
    if (!range) return undefined;

    const word = document.getText(range);
    const line = document.lineAt(position).text;
    const text = line.slice(range.end.character).trimStart().startsWith('(')
      ? functionText(word.toUpperCase())
      : propertyText(word, line.slice(0, range.start.character));
    return text && new vscode.Hover(text, range);
  }
}

function functionText(name: string): vscode.MarkdownString | undefined {
  const description = describeFunction(name);
  if (description === undefined) return undefined;

  const text = new vscode.MarkdownString().appendCodeblock(functionSignature(name), 'iothubql');
  text.appendText(description);
  if (isFunctionName(name) && functions[name].documentedFor === 'routes') {
    const caution = vscode.l10n.t('Documented for message routes; a hub in Azure may refuse it in queries.');
    text.appendMarkdown('\n\n').appendText(caution);
  }
  return text;
}

/** A name after a dot is the user's own, unless it is that of a section. */
function propertyText(name: string, before: string): vscode.MarkdownString | undefined {
  const section = name === 'desired' || name === 'reported' || /\bdevices\.$/i.test(before);
  const description = before.endsWith('.') && !section ? undefined : describeProperty(name);

  return description === undefined ? undefined : new vscode.MarkdownString().appendText(description);
}
