import * as vscode from 'vscode';
import { type IdentityDraft, askIdentity } from '../../prompts/askIdentity.ts';
import { createAuthenticated } from '../../support/device/createAuthenticated.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { tellCertificate } from '../../support/device/tellCertificate.ts';

export interface DeviceQuestion {
  readonly title: string;
  /** An id for example. */
  readonly placeholder: string;
  /** Others can have it as their parent. */
  readonly iotEdge: boolean;
}

/** Asks for id and sign-in of a device, creates it, and shows it in the tree. */
export async function createAskedDevice(
  services: Services,
  hub: Hub,
  { title, placeholder, iotEdge }: DeviceQuestion,
): Promise<void> {
  const draft = await askIdentity({ title, prompt: vscode.l10n.t('Device id'), placeholder });
  if (!draft) return;

  await withProgress(services.waits, vscode.l10n.t('Creating {0}', draft.id), async signal => {
    const { client } = await hub.connect();
    await createAuthenticated(draft, authentication =>
      client.createDevice({ deviceId: draft.id, authentication, iotEdge }, signal),
    );
    await show(services, hub, draft, signal);
  });
  await vscode.commands.executeCommand('setContext', 'iotHub.deviceCreated', true);
  await tellCertificate(draft);
}

async function show(
  { hubTree, deviceEvents }: Services,
  hub: Hub,
  { id }: IdentityDraft,
  signal: AbortSignal,
): Promise<void> {
  const { devices } = hubTree.nodeOf(hub);
  await devices.insert(id, signal);
  const device = devices.find(id);
  await hubTree.view.reveal(device ?? devices, { select: true, expand: !device });
  deviceEvents.changed(hub.id, [id]);
}
