import * as vscode from 'vscode';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { DeviceMoves } from '../../support/provisioning/deviceMoves.ts';
import { type ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import { reportText } from '../../support/provisioning/moveWords.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { enrollmentOfPage, enrollmentPageUri } from './enrollmentUri.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const moveScheme = 'iothub-move';

export interface MoveReportParts {
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
  readonly deviceMoves: DeviceMoves;
}

/** How the last move of an enrollment's devices went, as read-only documents. */
export class MoveReports implements vscode.Disposable {
  readonly #files = new ReadOnlyFiles(moveScheme, uri =>
    this.#read(enrollmentOfPage(this.parts.provisioningServices, uri).target),
  );

  constructor(private readonly parts: MoveReportParts) {}

  async show(target: EnrollmentTarget): Promise<void> {
    const title = `${vscode.l10n.t('{0} move', target.address.id)}.json`;
    const uri = enrollmentPageUri(target, { scheme: moveScheme, title });
    this.#files.update(uri, await this.#read(target));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #read(target: EnrollmentTarget): Promise<string> {
    const move = this.parts.deviceMoves.get(target);
    if (!move) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This move is no longer known.'));
    return reportText(move, await hubsByHost(this.parts.hubs));
  }
}
