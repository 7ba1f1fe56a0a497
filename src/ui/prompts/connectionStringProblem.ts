import { l10n } from 'vscode';
import { isHubConnectionString, parseHubConnectionString } from '../../domain/connectionString.ts';

/** What is wrong with the connection string of a hub: a sentence. */
export function connectionStringProblem(text: string): string | undefined {
  const parsed = parseHubConnectionString(text);
  if (isHubConnectionString(parsed)) return undefined;

  switch (parsed.kind) {
    case 'empty':
      return l10n.t('Paste a connection string: HostName=…;SharedAccessKeyName=…;SharedAccessKey=…');
    case 'malformed':
      return l10n.t('Part {0} between the semicolons is not of the form Name=Value.', parsed.part);
    case 'missing':
      return l10n.t('{0} is missing. Copy the whole connection string.', parsed.field);
    case 'device':
      return l10n.t(
        'This is the connection string of a device. Copy that of a policy of the hub, such as iothubowner.',
      );
    case 'hostName':
      return l10n.t('"{0}" is not a host name.', parsed.hostName);
    case 'key':
      return l10n.t('The key is not base64. Copy the whole connection string.');
  }
}
