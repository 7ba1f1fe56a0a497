import * as vscode from 'vscode';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';

/** Stands in package.json, too: `onFileSystem:…` and the schema. */
export const enrollmentScheme = 'iothub-enrollment';

const suffixes = { group: '.group.json', individual: '.enrollment.json' } as const;

/** Where an enrollment's document is: `iothub-enrollment:/service/id.group.json`. */
export function enrollmentUri({ service, address }: EnrollmentTarget, scheme = enrollmentScheme): vscode.Uri {
  const path = `/${service.name}/${address.id}${suffixes[address.kind]}`;
  return vscode.Uri.from({ scheme, path, query: new URLSearchParams({ service: service.id }).toString() });
}

/** The reverse of {@link enrollmentUri}; nothing for another document, or if the service is no longer in the list. */
export function enrollmentOfUri(services: ProvisioningServices, uri: vscode.Uri): EnrollmentTarget | undefined {
  const service = services.get(new URLSearchParams(uri.query).get('service') ?? '');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (!service) return undefined;

  for (const kind of ['group', 'individual'] as const) {
    if (name.endsWith(suffixes[kind])) {
      return { service, address: { kind, id: name.slice(0, -suffixes[kind].length) } };
    }
  }
  return undefined;
}
