import * as vscode from 'vscode';
import { deviceProvisioningHost } from '../../../azure/endpoint.ts';
import { derivedKey } from '../../../azure/provisioning/derivedKey.ts';
import { deviceCloudInit, withDeviceKey } from '../../../domain/resources/cloudInit.ts';
import type { NewMachine } from '../../../domain/resources/machineTemplate.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import { Secret } from '../../../domain/secret.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { type Choice, pickOne } from '../pickOne.ts';
import { enrollmentTarget } from '../provisioning/pickEnrollment.ts';
import type { back, Place } from '../steps.ts';

type Answer<T> = T | typeof back | undefined;

/** Asks what a machine does when it first starts: nothing, or a document that is sent as the person leaves it. */
export async function askCloudInit(
  services: Services,
  { name }: Pick<NewMachine, 'name'>,
  place: Place,
): Promise<Answer<Secret | 'none'>> {
  const { l10n } = vscode;
  const choices: readonly Choice<'none' | 'device' | 'own'>[] = [
    { label: l10n.t('Nothing More'), value: 'none' },
    {
      label: l10n.t('Install a Device Application and Provision It…'),
      detail: l10n.t('By an enrollment group with keys. You see the document, and can change it, before it is sent.'),
      value: 'device',
    },
    { label: l10n.t('A cloud-init Document of My Own…'), value: 'own' },
  ];
  const chosen = await pickOne(l10n.t('What it does when it first starts (cloud-init)'), choices, place);
  if (chosen === 'none') return 'none';
  if (chosen === 'device') return askDevice(services, name, place);
  return typeof chosen === 'string' ? asSecret(await edited('#cloud-config\n', place)) : chosen;
}

/** The key of the device is derived here, and comes into what is sent alone. */
async function askDevice(services: Services, registrationId: string, place: Place): Promise<Answer<Secret>> {
  const target = await enrollmentTarget(services, undefined, { kinds: ['group'] });
  if (!target) return undefined;

  const { service, address } = target;
  const { idScope } = service;
  if (idScope === undefined) throw new ResourceError({ kind: 'idScopeUnknown', service: service.name });
  const { client, endpoint } = await service.connect();
  const loading = vscode.l10n.t('Reading the keys of {0}', address.id);
  const read = (signal: AbortSignal) => client.enrollmentKeys(address, signal);
  const { primaryKey } = await withProgress(services.waits, loading, read, provisioningViewId);
  const host = deviceProvisioningHost(endpoint);
  const text = await edited(deviceCloudInit({ host, idScope, registrationId }), place);
  return typeof text === 'string'
    ? new Secret(withDeviceKey(text, derivedKey(primaryKey, registrationId).reveal()))
    : text;
}

/** Shows a document and waits beside it until the person goes on. */
async function edited(content: string, place: Place): Promise<Answer<string>> {
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document, { preview: false });
  const use = { label: vscode.l10n.t('Use the Document'), value: 'use' };
  const answer = await pickOne(vscode.l10n.t('Edit the document, then use it as it stands'), [use], place);
  return typeof answer === 'string' ? document.getText() : answer;
}

function asSecret(text: Answer<string>): Answer<Secret> {
  return typeof text === 'string' ? new Secret(text) : text;
}
