import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { readTwinDocument, saveTwin } from '../../../domain/twin/saveTwin.ts';
import { hubOwnedEdits } from '../../../domain/twin/twinContent.ts';
import { parseTwinDocument, printTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { sentence } from '../../support/showFailure.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { isDirty, openDocument } from './openDocument.ts';
import { refusalsOf } from './refusal.ts';
import type { EditedSource } from '../editedFiles.ts';
import type { TwinRecord, TwinRecords } from './twinRecords.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';

/** Texts that undo can bring back: what the hub wrote in them is no edit of the person. */
const mostShown = 20;

/** What {@link TwinStore.write} leaves to the person. */
export type OnConflict = (target: IdentityTarget, merged?: string) => void;

/** The texts of twins' documents: from the hub, from the time before a reload of the window, to the hub. */
export class TwinStore implements EditedSource {
  readonly #records: TwinRecords;
  readonly #targetOf: (uri: vscode.Uri) => IdentityTarget | undefined;
  readonly #onConflict: OnConflict;
  /** What this window has read from a hub. */
  readonly #fresh = new Set<string>();
  /** Why a document's hub could not be asked. */
  readonly #problems = new Map<string, string>();
  readonly #shown = new Map<string, readonly JsonObject[]>();
  #askedMs = Date.now();

  constructor(records: TwinRecords, targetOf: (uri: vscode.Uri) => IdentityTarget | undefined, onConflict: OnConflict) {
    this.#records = records;
    this.#targetOf = targetOf;
    this.#onConflict = onConflict;
  }

  /** Why the hub could not be asked; the document shows what was known before. */
  problemOf(uri: vscode.Uri): string | undefined {
    return this.#problems.get(uri.toString());
  }

  /** What `edited` started from, with those members of the hub that it has from an earlier text. */
  startOf(uri: vscode.Uri, edited: JsonObject): JsonObject | undefined {
    const record = this.#records.get(uri);
    const opened = record && parseTwinDocument(record.opened);
    if (!opened) return undefined;

    const known = [opened, ...(this.#shown.get(uri.toString()) ?? [])];
    return known.find(text => hubOwnedEdits(text, edited).length === 0) ?? opened;
  }

  changedMs(uri: vscode.Uri): number {
    const record = this.#records.get(uri);
    if (!record && !this.#targetOf(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    return record?.changedMs ?? this.#askedMs;
  }

  async read(uri: vscode.Uri): Promise<string> {
    const kept = this.#records.get(uri);
    const unsaved = kept !== undefined && (isDirty(uri) || kept.conflicts !== undefined);
    if (!unsaved && !this.#fresh.has(uri.toString())) await this.#ask(uri);

    return this.#shownText(uri);
  }

  async write(uri: vscode.Uri, text: string): Promise<void> {
    const target = this.#targetOf(uri);
    const record = this.#records.get(uri);
    if (!target || !record) throw new UnsavedDocument(this.problemOf(uri) ?? hubIsGone());
    const edited = this.#savable(uri, text);
    if (record.conflicts) {
      this.#onConflict(target);
      throw new UnsavedDocument(chooseText(record));
    }
    await this.#save(uri, target, record, edited, text);
  }

  /** Takes what the hub says of a twin. True if the editor shows another text and has to read it. */
  accept(uri: vscode.Uri, text: string): boolean {
    this.#fresh.add(uri.toString());
    this.#problems.delete(uri.toString());
    const record = this.#records.get(uri);
    if (!record || !openDocument(uri)) {
      this.#records.set(uri, { opened: text, changedMs: laterThan(record) });
      return false;
    }
    if ((record.latest ?? record.opened) === text) return false;

    this.#records.set(uri, { ...record, latest: text, changedMs: laterThan(record) });
    return true;
  }

  /** Takes what the hub says in the place of a document's own changes. */
  replace(uri: vscode.Uri, text: string): void {
    this.#records.set(uri, { opened: text, changedMs: laterThan(this.#records.get(uri)) });
  }

  /** After a save: true if the hub made another text of what was saved. */
  touch(uri: vscode.Uri): boolean {
    const record = this.#records.get(uri);
    if (record?.latest === undefined) return false;

    this.#records.set(uri, { ...record, changedMs: laterThan(record) });
    return true;
  }

  /** The documents whose hub could not be asked and now can; they are asked when they are read again. */
  answerable(): readonly vscode.Uri[] {
    const uris = [...this.#problems.keys()].map(address => vscode.Uri.parse(address));
    const answerable = uris.filter(uri => this.#targetOf(uri)?.hub.available);
    this.#askedMs = Math.max(Date.now(), this.#askedMs + 1);
    for (const uri of answerable) {
      const record = this.#records.get(uri);
      this.#problems.delete(uri.toString());
      if (record) this.#records.set(uri, { ...record, changedMs: laterThan(record) });
    }
    return answerable;
  }

  forget(uri: vscode.Uri): void {
    this.#records.delete(uri);
    this.#fresh.delete(uri.toString());
    this.#problems.delete(uri.toString());
    this.#shown.delete(uri.toString());
  }

  async #ask(uri: vscode.Uri): Promise<void> {
    const target = this.#targetOf(uri);
    if (!target) throw vscode.FileSystemError.FileNotFound(hubIsGone());
    try {
      const { client } = await target.hub.connect();
      const text = printTwinDocument(await readTwinDocument(client, target));
      const record = this.#records.get(uri);
      this.#fresh.add(uri.toString());
      if (record?.opened !== text) this.replace(uri, text);
    } catch (error) {
      if (HubError.is(error, 'deviceNotFound')) throw vscode.FileSystemError.FileNotFound(error.message);
      this.#problems.set(uri.toString(), sentence(error));
    }
  }

  /** The text for the editor. From now on a person's changes are measured from it, if there are none yet. */
  #shownText(uri: vscode.Uri): string {
    const record = this.#records.get(uri);
    if (!record) return printTwinDocument({ problem: this.problemOf(uri) ?? hubIsGone() });

    const { latest, ...rest } = record;
    if (latest !== undefined && !isDirty(uri)) this.#records.set(uri, { ...rest, opened: latest });
    const text = latest ?? record.opened;
    const shown = parseTwinDocument(text);
    const before = this.#shown.get(uri.toString()) ?? [];
    if (shown) this.#shown.set(uri.toString(), [shown, ...before].slice(0, mostShown));
    return text;
  }

  /** @throws UnsavedDocument with the first thing that stands against it. */
  #savable(uri: vscode.Uri, text: string): JsonObject {
    const edited = parseTwinDocument(text);
    if (!edited) {
      throw new UnsavedDocument(vscode.l10n.t('This is not a JSON object. Correct what is marked in the document.'));
    }
    const [refusal] = refusalsOf(this.startOf(uri, edited) ?? {}, edited);
    if (refusal) throw new UnsavedDocument(refusal.sentence);
    return edited;
  }

  async #save(
    uri: vscode.Uri,
    target: IdentityTarget,
    record: TwinRecord,
    edited: JsonObject,
    text: string,
  ): Promise<void> {
    const opened = parseTwinDocument(record.opened) ?? {};
    const latest = (record.latest === undefined ? undefined : parseTwinDocument(record.latest)) ?? opened;
    const { client } = await target.hub.connect();
    const saved = await saveTwin(client, target, { opened, edited, latest });
    const now = printTwinDocument(saved.latest);
    if (saved.kind === 'saved') {
      this.#records.set(uri, { opened: text, latest: now, changedMs: laterThan(record) });
      return;
    }
    const { conflicts, merged } = saved;
    const conflicting: TwinRecord = { opened: now, conflicts, changedMs: record.changedMs };
    this.#records.set(uri, conflicting);
    this.#onConflict(target, printTwinDocument(merged));
    throw new UnsavedDocument(chooseText(conflicting));
  }
}

/** A file's time moves on with each new text, however short the time between them. */
function laterThan(record: TwinRecord | undefined): number {
  return Math.max(Date.now(), (record?.changedMs ?? 0) + 1);
}

function chooseText({ conflicts = [] }: TwinRecord): string {
  const places = conflicts.map(({ path }) => path.join('.')).join(', ');
  return vscode.l10n.t(
    'Somebody else changed {0} too. Nothing is saved yet: choose Keep Mine or Take Theirs, or edit and choose Save Merged.',
    places,
  );
}

function hubIsGone(): string {
  return vscode.l10n.t('This hub is no longer in the list. Add it again.');
}
