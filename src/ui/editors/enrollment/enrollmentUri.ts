import * as vscode from 'vscode';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';

/** Stands in package.json, too: `onFileSystem:…` and the schema. */
export const enrollmentScheme = 'iothub-enrollment';

const suffixes = { group: '.group.json', individual: '.enrollment.json' } as const;

/** Where an enrollment's document is: `iothub-enrollment:/service/id.group.json`. */
export function enrollmentUri({ service, address }: EnrollmentTarget): vscode.Uri {
  const path = `/${service.name}/${address.id}${suffixes[address.kind]}`;
  const query = new URLSearchParams({ service: service.id }).toString();
  return vscode.Uri.from({ scheme: enrollmentScheme, path, query });
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

/** Where something that is said of an enrollment, or of one of its devices, can be read. @param title of its tab. */
export function enrollmentPageUri(
  { service, address }: EnrollmentTarget,
  { scheme, title, device }: { readonly scheme: string; readonly title: string; readonly device?: string },
): vscode.Uri {
  const query = { service: service.id, ...address, ...(device === undefined ? {} : { device }) };
  return vscode.Uri.from({
    scheme,
    path: `/${service.name}/${title}`,
    query: new URLSearchParams(query).toString(),
  });
}

/** The reverse of {@link enrollmentPageUri}. @throws FileSystemError if the service is no longer in the list. */
export function enrollmentOfPage(
  services: ProvisioningServices,
  uri: vscode.Uri,
): { readonly target: EnrollmentTarget; readonly device: string | undefined } {
  const query = new URLSearchParams(uri.query);
  const service = services.get(query.get('service') ?? '');
  if (!service) {
    throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This provisioning service is no longer in the list.'));
  }
  const kind = query.get('kind') === 'group' ? 'group' : 'individual';
  return {
    target: { service, address: { kind, id: query.get('id') ?? '' } },
    device: query.get('device') ?? undefined,
  };
}
