import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import type { DeviceForecast } from '../../../domain/provisioning/forecast.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { deviceForecastBase, type ForecastBase, forecastBase } from '../../support/provisioning/forecastBase.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { enrollmentOfPage, enrollmentPageUri } from './enrollmentUri.ts';
import { outcomeForecasts, outcomeText } from './outcomeText.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const outcomeScheme = 'iothub-outcome';

/** Devices whose modules are looked up: each is a call to its hub. */
const mostLookedUp = 100;
const lookUpsAtOnce = 8;

export interface OutcomeParts {
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
}

/** "What would happen" as read-only documents, made anew each time that they are opened. */
export class OutcomeDocuments implements vscode.Disposable {
  readonly #files = new ReadOnlyFiles(outcomeScheme, uri => this.#readAt(uri));

  constructor(private readonly parts: OutcomeParts) {}

  /** @param registrationId one device alone; all that have asked if absent. */
  async show(target: EnrollmentTarget, registrationId: string | undefined, signal: AbortSignal): Promise<void> {
    const uri = outcomeUri(target, registrationId);
    this.#files.update(uri, await this.#text(target, registrationId, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    const { target, device } = enrollmentOfPage(this.parts.provisioningServices, uri);
    return this.#text(target, device, new AbortController().signal);
  }

  async #text(target: EnrollmentTarget, registrationId: string | undefined, signal: AbortSignal): Promise<string> {
    const { hubs } = this.parts;
    const base =
      registrationId === undefined
        ? await forecastBase(hubs, target, signal)
        : await deviceForecastBase(hubs, target, registrationId, signal);
    const byHost = await hubsByHost(hubs);
    return outcomeText({
      base,
      ...(registrationId === undefined ? {} : { registrationId }),
      hubName: hostName => hubName(byHost, hostName),
      modules: await lostModules(
        outcomeForecasts(base, registrationId),
        { byHost, deviceIds: deviceIdsOf(base) },
        signal,
      ),
    });
  }
}

/** Where devices are found: their hubs by host name, and the ids that they have there by their registration ids. */
interface Places {
  readonly byHost: ReadonlyMap<string, Hub>;
  readonly deviceIds: ReadonlyMap<string, string>;
}

function deviceIdsOf({ registrations }: ForecastBase): ReadonlyMap<string, string> {
  return new Map(registrations.map(({ registrationId, deviceId = registrationId }) => [registrationId, deviceId]));
}

/** The modules of devices that would leave their hub, as far as that hub is in the list. */
async function lostModules(
  forecasts: readonly DeviceForecast[],
  { byHost, deviceIds }: Places,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const leaving = forecasts.filter(({ outcome }) => outcome.kind === 'open' || leaves(outcome)).slice(0, mostLookedUp);
  const found = await mapConcurrently(leaving, lookUpsAtOnce, async ({ registrationId, currentHub = '' }) => {
    const hub = byHost.get(currentHub.toLowerCase());
    const deviceId = deviceIds.get(registrationId) ?? registrationId;
    return [registrationId, hub ? await modulesOf(hub, deviceId, signal) : []] as const;
  });
  return new Map(found);
}

function leaves(outcome: DeviceForecast['outcome']): boolean {
  return outcome.kind === 'decided' && outcome.decision.leaves !== undefined;
}

/** Of a device that its hub does not have, or will not show, there is nothing to say. */
async function modulesOf(hub: Hub, deviceId: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { client } = await hub.connect();
    return (await client.listModules(deviceId, signal)).map(({ moduleId }) => moduleId);
  } catch (error) {
    if (HubError.is(error)) return [];
    throw error;
  }
}

function outcomeUri(target: EnrollmentTarget, registrationId?: string): vscode.Uri {
  const title = `${vscode.l10n.t('{0} what would happen', registrationId ?? target.address.id)}.md`;
  const device = registrationId === undefined ? {} : { device: registrationId };
  return enrollmentPageUri(target, { scheme: outcomeScheme, title, ...device });
}
