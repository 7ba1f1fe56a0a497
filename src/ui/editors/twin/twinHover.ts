import * as vscode from 'vscode';
import { type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { lastUpdated } from '../../../domain/twin/lastUpdated.ts';
import { ownMembers } from '../../../domain/twin/twinContent.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { twinLimits, type TwinSection, twinSize } from '../../../domain/twinLimits.ts';
import { fullTime, timeAgo } from '../../support/localTime.ts';
import { JsonPlaces } from './jsonPlaces.ts';
import { twinScheme } from './twinAddress.ts';

const sections: Readonly<Record<string, TwinSection>> = {
  tags: 'tags',
  'properties.desired': 'desired',
  'properties.reported': 'reported',
};

/** Tells of a property when it last changed, and of tags, desired and reported how much of their space they take. */
export function registerTwinHover(): vscode.Disposable {
  return vscode.languages.registerHoverProvider({ scheme: twinScheme }, { provideHover });
}

function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const twin = parseTwinDocument(document.getText());
  if (!twin) return undefined;

  const path = new JsonPlaces(document.getText()).pathAt(document.offsetAt(position));
  const lines = [sizeLine(twin, path), ageLine(twin, path)].filter(line => line !== undefined);
  return lines.length > 0 ? new vscode.Hover(lines.map(line => new vscode.MarkdownString(line))) : undefined;
}

function ageLine(twin: JsonObject, path: readonly string[]): string | undefined {
  const updated = lastUpdated(twin, path);
  if (!updated) return undefined;

  const [ago, time] = [timeAgo(updated.time, vscode.env.language), fullTime(updated.time, vscode.env.language)];
  return updated.version === undefined
    ? vscode.l10n.t('Changed {0} ({1})', ago, time)
    : vscode.l10n.t('Changed {0} ({1}), in version {2}', ago, time, updated.version);
}

function sizeLine(twin: JsonObject, path: readonly string[]): string | undefined {
  const section = sections[path.join('.')];
  if (!section) return undefined;

  const parent = section === 'tags' ? twin : twin['properties'];
  const value = isJsonObject(parent) ? parent[section] : undefined;
  const bytes = isJsonObject(value) ? twinSize(ownMembers(value)) : 0;
  const [used, most] = [bytes, twinLimits.sectionBytes[section]].map(size => size.toLocaleString(vscode.env.language));
  return vscode.l10n.t('{0} of {1} bytes', used ?? '', most ?? '');
}
