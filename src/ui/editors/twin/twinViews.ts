import * as vscode from 'vscode';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { isJsonObject } from '../../../domain/json.ts';
import { ownMembers } from '../../../domain/twin/twinContent.ts';
import { printTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { twinAddress, type TwinAddress, twinUri } from './twinAddress.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const viewScheme = 'iothub-view';

/** The parts of a twin that are shown beside another text, by the end of their document's name. */
const parts = {
  '.theirs.json': (document: JsonObject) => document,
  '.desired.json': (document: JsonObject) => comparable(propertiesOf(document)['desired']),
  '.reported.json': (document: JsonObject) => comparable(propertiesOf(document)['reported']),
  '.all.json': (document: JsonObject) => ({
    tags: comparable(document['tags']),
    properties: {
      desired: comparable(propertiesOf(document)['desired']),
      reported: comparable(propertiesOf(document)['reported']),
    },
  }),
} as const;

export type TwinPart = keyof typeof parts;

/** Parts of twins as read-only documents, for the diff editor. */
export class TwinViews implements vscode.Disposable {
  readonly #read: (address: TwinAddress) => Promise<JsonObject>;
  readonly #files = new ReadOnlyFiles(viewScheme, uri => this.#readAt(uri));

  /** @param read the twin at an address as it is now. */
  constructor(read: (address: TwinAddress) => Promise<JsonObject>) {
    this.#read = read;
  }

  /** The address of a part of `document`, which is shown there. */
  show(target: IdentityTarget, part: TwinPart, document: JsonObject): vscode.Uri {
    const uri = twinUri(target, viewScheme, part);
    this.#files.update(uri, printTwinDocument(parts[part](document)));
    return uri;
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    for (const part of Object.keys(parts) as TwinPart[]) {
      const address = twinAddress(uri, part);
      if (address) return printTwinDocument(parts[part](await this.#read(address)));
    }
    throw vscode.FileSystemError.FileNotFound();
  }
}

function propertiesOf({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {};
}

/** Without what the hub writes, and in the order of the keys: so that a diff shows what differs and nothing else. */
function comparable(section: Json | undefined): JsonObject {
  return isJsonObject(section) ? sorted(ownMembers(section)) : {};
}

function sorted(object: JsonObject): JsonObject {
  const entries = Object.entries(object).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, isJsonObject(value) ? sorted(value) : value]));
}
